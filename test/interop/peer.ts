// Talks with a real Flask that stays up: peer.py. Questions may overlap; answers come in order.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** The Python that has the packages of requirements.txt. */
export const PYTHON: string = process.env["PYTHON"] || here("../../.venv/bin/python");
const DEBIAN = "/usr/bin/python3";

function flaskVersion(python: string): string | undefined {
  const ask = "from importlib.metadata import version; print(version('flask'))";
  const { status, stdout } = spawnSync(python, ["-c", ask], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** Each Flask that is here: the newest, and Debian's 2.2 where it is installed. */
export const FLASKS: { version: string; python: string }[] = [...new Set([PYTHON, DEBIAN])].flatMap(
  (python) => {
    const version = flaskVersion(python);
    return version === undefined ? [] : [{ version, python }];
  },
);

/** What Flask's side raised. */
export class PeerError extends Error {
  override name = "PeerError";
  /** The class of the exception. */
  readonly exception: string;

  constructor(exception: string, message: string) {
    super(`${exception}: ${message}`);
    this.exception = exception;
  }
}

export class Peer {
  readonly #process: ChildProcess;
  readonly #waiting: { resolve(value: unknown): void; reject(error: Error): void }[] = [];

  constructor(python: string = PYTHON) {
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1", PYTHONWARNINGS: "ignore" };
    this.#process = spawn(python, [here("peer.py")], { env, stdio: ["pipe", "pipe", "inherit"] });
    const { stdin, stdout } = this.#process;
    if (!stdin || !stdout) throw new Error("expected pipes to the Python process");
    createInterface({ input: stdout }).on("line", (line) => this.#answer(line));
    this.#process.on("error", (error) => this.#fail(error));
    this.#process.on("exit", (code) => this.#fail(new Error(`${python} ended with ${code}`)));
  }

  #answer(line: string): void {
    const waiting = this.#waiting.shift();
    const answer = JSON.parse(line) as { ok: unknown; error?: string; message: string };
    if (answer.error === undefined) waiting?.resolve(answer.ok);
    else waiting?.reject(new PeerError(answer.error, answer.message));
  }

  #fail(error: Error): void {
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error);
  }

  /** Asks `function` of peer.py. */
  ask<Answer>(name: string, question: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve: resolve as (value: unknown) => void, reject });
      this.#process.stdin?.write(`${JSON.stringify({ do: name, ...question })}\n`);
    });
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.stdin?.end();
    await ended;
  }
}
