import { fileURLToPath } from "node:url";
import { PYTHON, run } from "./dewar.ts";

export interface Shown {
  /** Everything that the terminal showed. */
  shown: string;
  code: number;
}

/** Runs a command on a terminal of its own (on_terminal.py), and types what it is asked for. */
export async function onTerminal(
  command: readonly string[],
  answers: readonly (readonly [asked: string, typed: string])[] = [],
  { env = {}, input }: { env?: Record<string, string>; input?: string } = {},
): Promise<Shown> {
  const job = JSON.stringify({ command, answers, ...(input !== undefined && { input }) });
  const script = fileURLToPath(new URL("./on_terminal.py", import.meta.url));
  const { stdout, stderr, code } = await run(PYTHON, [script, job], {
    env: { TERM: "xterm-256color", ...env },
  });
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
