import { openSync } from "node:fs";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { ReadStream } from "node:tty";

/** Where a person types: stdin, or the terminal itself while stdin brings the cookie. */
function openTerminal(): { input: ReadStream; close(): void } | undefined {
  if (process.stdin.isTTY) return { input: process.stdin, close: () => process.stdin.pause() };
  let file: number;
  try {
    file = openSync("/dev/tty", "r+");
  } catch {
    // No terminal here: a pipe, a job of CI, Windows.
    return undefined;
  }
  const input = new ReadStream(file);
  return { input, close: () => input.destroy() };
}

/**
 * Asks on the terminal for what must not be seen. The question goes to stderr, so that stdout
 * stays the answer.
 *
 * @returns what was typed; `undefined` when nobody is there to type
 */
export async function askHidden(question: string): Promise<string | undefined> {
  if (!process.stderr.isTTY) return undefined;
  const terminal = openTerminal();
  if (terminal === undefined) return undefined;
  // readline turns the terminal's own echo off and echoes by itself: into nothing.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: terminal.input, output: nowhere, terminal: true });
  process.stderr.write(question);
  try {
    return await new Promise((resolve) => {
      lines.once("line", resolve);
      // Ctrl-C and Ctrl-D: nothing was typed.
      lines.once("SIGINT", () => resolve(undefined));
      lines.once("close", () => resolve(undefined));
    });
  } finally {
    lines.close();
    terminal.close();
    process.stderr.write("\n");
  }
}
