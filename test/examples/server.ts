// Starts an application by its one command, on a free port, and stops it with everything under it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "../free-port.ts";

export interface Server {
  origin: string;
  stop(): Promise<void>;
}

/** @param startSeconds - frameworks that build first take their time */
export async function startServer(
  [command = "", ...args]: string[],
  cwd: string,
  environment: Record<string, string>,
  startSeconds = 90,
): Promise<Server> {
  const port = await freePort();
  const env: NodeJS.ProcessEnv = { ...process.env, PORT: `${port}`, NO_COLOR: "1" };
  for (const [name, value] of Object.entries(environment))
    env[name] = value.replace("$PORT", `${port}`);
  // A group of its own, so that npm goes with the server it started.
  const child = spawn(command, args, { cwd, env, detached: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const origin = `http://127.0.0.1:${port}`;
  const stop = () => stopGroup(child);
  try {
    await answers(origin, child, startSeconds);
  } catch (error) {
    await stop();
    throw new Error(`${child.spawnargs.join(" ")} in ${cwd}:\n${output}`, { cause: error });
  }
  return { origin, stop };
}

async function answers(origin: string, child: ChildProcess, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}.`);
    try {
      await (await fetch(origin)).body?.cancel();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100)); // It does not listen yet.
    }
  }
  throw new Error(`It did not answer within ${seconds} s.`);
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const closed = once(child, "close");
  process.kill(-child.pid, "SIGKILL");
  await closed;
}
