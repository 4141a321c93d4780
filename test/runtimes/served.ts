// Starts a runtime with a server on it, as the contract wants one.
import { spawn } from "node:child_process";
import type { Started } from "../contracts/run-contract.ts";

/** Runs a program that says on which port it listens. */
export async function start(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; port: RegExp },
): Promise<Started> {
  const { cwd, port: said } = options;
  const env = { ...process.env, ...options.env };
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const exited = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let output = "";
  const port = await new Promise<string>((resolve, reject) => {
    const read = (text: string): void => {
      output += text;
      const [, found] = said.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    child.once("error", reject);
    exited.then(() => reject(new Error(`${program} ended before it listened\n${output}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      child.kill("SIGKILL");
      return exited;
    },
  };
}
