// Runs the built command as a person's shell does: a process of its own, in an environment of its own.
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
export const MAIN: string = here("../../dist/cli/main.js");
export const PYTHON: string = process.env["PYTHON"] || here("../../.venv/bin/python");

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** The variables besides PATH. */
  env?: Record<string, string>;
  /** What comes in by stdin. */
  input?: string | undefined;
}

/** The environment of a fresh login: nothing of the tests' own leaks in. */
export const freshEnv = (env: Record<string, string> = {}): Record<string, string> => ({
  PATH: process.env["PATH"] ?? "",
  TZ: "Europe/Berlin",
  ...env,
});

export async function run(
  file: string,
  args: readonly string[],
  { env = {}, input }: RunOptions = {},
): Promise<Run> {
  // A session of its own has no terminal, whoever started the tests.
  const child = spawn(file, args, { env: freshEnv(env), detached: true, stdio: "pipe" });
  // A command that ends without reading closes the pipe while it is written to.
  child.stdin.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  child.stdin.end(input ?? "");
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

export const dewar = (args: readonly string[], options?: RunOptions): Promise<Run> =>
  run(process.execPath, [MAIN, ...args], options);

/** The same with --json: its one document, and the exit code. */
export async function dewarJSON<T = Record<string, unknown>>(
  [command = "", ...args]: readonly string[],
  options?: RunOptions,
): Promise<T & { exit: number | null }> {
  const { stdout, stderr, code } = await dewar([command, "--json", ...args], options);
  if (stderr !== "") throw new Error(`expected nothing on stderr, got ${stderr}`);
  return { ...(JSON.parse(stdout) as T), exit: code };
}
