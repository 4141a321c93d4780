// Starts extensions.py: real Flask applications with the extensions that share its session.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { PYTHON } from "./peer.ts";

/** Flask-Login ("strong" at "/", "basic" at "/basic") with Flask-WTF, and Flask-Session at "/stored". */
export async function startExtensions(
  secret: string,
): Promise<{ url: string; close(): Promise<void> }> {
  const script = fileURLToPath(new URL("extensions.py", import.meta.url));
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1", PYTHONWARNINGS: "ignore" };
  const flask = spawn(PYTHON, [script, secret], { env, stdio: ["pipe", "pipe", "inherit"] });
  const [port] = await once(createInterface({ input: flask.stdout }), "line");
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      flask.stdin.end();
      if (flask.exitCode === null) await once(flask, "exit");
    },
  };
}
