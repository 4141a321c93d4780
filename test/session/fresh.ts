// dewar as it is when a process has just started: nothing was warned of yet.
import { onTestFinished, vi } from "vitest";

export interface Fresh {
  dewar: typeof import("dewar");
  /** What was warned of, each `CODE: message`. */
  warnings: string[];
}

/**
 * Loads dewar anew, for what it says once in a process.
 *
 * @param env - variables of the environment until the test ends; `undefined` takes one away
 */
export async function freshDewar(env: Record<string, string | undefined> = {}): Promise<Fresh> {
  vi.resetModules();
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const warnings: string[] = [];
  // Each platform has its own way: Node's, and the console where there is none.
  const emitted = vi
    .spyOn(process, "emitWarning")
    .mockImplementation(((message: string, { code }: { code: string }) =>
      warnings.push(`${code}: ${message}`)) as never);
  const printed = vi
    .spyOn(console, "warn")
    .mockImplementation((text: string) => warnings.push(text.replace(/^\[(\w+)\] /, "$1: ")));
  onTestFinished(() => {
    emitted.mockRestore();
    printed.mockRestore();
    vi.unstubAllEnvs();
  });
  return { dewar: await import("dewar"), warnings };
}
