// Runs the command line's sources in this process: for inputs by the thousand.
import { Readable } from "node:stream";
import { vi } from "vitest";
import { reportError } from "../../src/cli/failure.ts";
import { makeProgram } from "../../src/cli/program.ts";

export interface Output {
  code: number;
  stdout: string;
  stderr: string;
}

export interface Given {
  input?: string;
  /** Whether stdout and stderr are terminals that show colours. */
  colours?: boolean;
}

/** What the command answers and prints. */
export async function dewarHere(args: readonly string[], given: Given = {}): Promise<Output> {
  const { input = "", colours = false } = given;
  const out = { stdout: "", stderr: "" };
  const stdin = Object.getOwnPropertyDescriptor(process, "stdin") as PropertyDescriptor;
  Object.defineProperty(process, "stdin", {
    ...{ value: Readable.from([Buffer.from(input)]), configurable: true },
  });
  const spies = (["stdout", "stderr"] as const).map((name) => {
    const stream = process[name];
    const saved = { isTTY: stream.isTTY, hasColors: stream.hasColors };
    Object.assign(stream, { isTTY: colours, hasColors: () => colours });
    const spy = vi.spyOn(stream, "write").mockImplementation((chunk) => {
      out[name] += String(chunk);
      return true;
    });
    return () => {
      spy.mockRestore();
      Object.assign(stream, saved);
    };
  });
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await makeProgram().parseAsync(["node", "dewar", ...args]);
    return { code: Number(process.exitCode), ...out };
  } catch (error) {
    const code = reportError(error, args.includes("--json"));
    return { code, ...out };
  } finally {
    process.exitCode = before;
    for (const restore of spies) restore();
    Object.defineProperty(process, "stdin", stdin);
  }
}

// What a terminal acts on, or shows as nothing; a line break is layout.
const RAW = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The unprintable characters that were printed as they are. */
export const rawIn = ({ stdout, stderr }: Output): string[] =>
  [...(stdout + stderr)]
    .filter((char) => RAW.test(char))
    .map((char) => char.codePointAt(0)?.toString(16) ?? "");
