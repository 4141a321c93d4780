import { openSync } from "node:fs";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { ReadStream } from "node:tty";

/** The input of a person: stdin, or the terminal itself if the cookie comes from stdin. */
function openTerminal(): { input: ReadStream; close(): void } | undefined {
  if (process.stdin.isTTY) return { input: process.stdin, close: () => process.stdin.pause() };
  let file: number;
  try {
    file = openSync("/dev/tty", "r+");
  } catch {
    // No terminal: a pipe, a CI job, Windows.
    return undefined;
  }
  const input = new ReadStream(file);
  return { input, close: () => input.destroy() };
}

/**
 * Prompts on the terminal without echo. The prompt goes to stderr, so stdout has only the answer.
 *
 * @returns the typed text; `undefined` if there is no terminal, or nothing was typed
 */
export async function askHidden(question: string): Promise<string | undefined> {
  if (!process.stderr.isTTY) return undefined;
  const terminal = openTerminal();
  if (terminal === undefined) return undefined;
  // readline turns off the terminal's echo and echoes the text itself, here to nowhere.
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
