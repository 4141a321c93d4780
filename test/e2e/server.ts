// Starts a server as a person does in a terminal, and stops it with Ctrl+C.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface Server {
  /** Without a slash at the end. */
  origin: string;
  /** Everything it has printed until now. */
  output: () => string;
  /** What Ctrl+C does. */
  stop: () => Promise<void>;
}

export const root: string = fileURLToPath(new URL("../../", import.meta.url));
const START_MILLISECONDS = 20_000;

/** `npm start` in the tutorial's folder, on a free port. */
export function startTutorial(environment: Record<string, string> = {}): Promise<Server> {
  const { SECRET_KEY: _, ...inherited } = process.env;
  return start("npm", ["start"], `${root}examples/tutorial`, {
    ...inherited,
    PORT: "0",
    ...environment,
  });
}

/** The same walk in real Flask. */
export function startFlask(environment: Record<string, string>): Promise<Server> {
  const python = process.env.PYTHON || `${root}.venv/bin/python`;
  return start(python, ["test/e2e/flask_app.py"], root, { ...process.env, ...environment });
}

async function start(
  command: string,
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Server> {
  // A group of its own, as in a terminal: Ctrl+C reaches npm and the server under it.
  const child = spawn(command, args, { cwd, env, detached: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const origin = await address(child, () => output);
  return {
    origin,
    output: () => output,
    async stop() {
      if (child.exitCode !== null) return;
      const closed = once(child, "close"); // All of the group are gone.
      process.kill(-(child.pid as number), "SIGINT");
      await closed;
    },
  };
}

/** The address that the server prints when it listens. */
async function address(child: ChildProcess, output: () => string): Promise<string> {
  const deadline = Date.now() + START_MILLISECONDS;
  while (Date.now() < deadline) {
    const [, origin] = /(http:\/\/127\.0\.0\.1:\d+)\s/.exec(output()) ?? [];
    if (origin) return origin;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${child.spawnargs.join(" ")} printed no address:\n${output()}`);
}
