// Real applications on loopback for doctor to look at.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { freshEnv, PYTHON } from "./dewar.ts";

export interface Site {
  origin: string;
  close(): Promise<void>;
}

/** test/cli/site.py, in real Flask. */
export async function flaskSite(env: Record<string, string>): Promise<Site> {
  const script = fileURLToPath(new URL("./site.py", import.meta.url));
  const child = spawn(PYTHON, [script], { env: freshEnv(env), stdio: ["pipe", "pipe", "inherit"] });
  const [port] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

/** Any listener, such as an Express application. */
export async function nodeSite(listener: RequestListener): Promise<Site> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
