// The contract's application on the frameworks that are installed with their examples: built by the
// framework's own command, with the example's packages.
import { equal, rejects } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ExtraCase, Started } from "../contracts/run-contract.ts";
import { startServer } from "../examples/server.ts";

export interface Application {
  /** Its folder here, and its example's. */
  name: string;
  build: string[];
  serve: string[];
  /** What its server wants in the environment; $PORT is the port. */
  environment?: Record<string, string>;
}

const ENVIRONMENT = {
  HOST: "127.0.0.1",
  NEXT_TELEMETRY_DISABLED: "1",
  ASTRO_TELEMETRY_DISABLED: "1",
};

/** Builds and serves an application, with `dist` as the package. */
export async function startApplication(application: Application): Promise<Started> {
  const { name, build } = application;
  const { folder, packages, run } = at(name);
  if (!existsSync(packages)) symlinkSync(`../../../examples/${name}/node_modules`, packages);
  const env = { ...process.env, ...ENVIRONMENT, NODE_ENV: "production" };
  const [command = "", ...args] = run(build);
  const built = spawnSync(command, args, { cwd: folder, env, encoding: "utf8" });
  if (built.status !== 0)
    throw new Error(
      `${build.join(" ")} ended with ${built.status}:\n${built.stdout}${built.stderr}`,
    );
  return serveApplication(application);
}

/** Where an application is, and how its packages' commands are called. */
function at(name: string) {
  const folder = fileURLToPath(new URL(name, import.meta.url));
  const packages = join(folder, "node_modules");
  const run = ([command = "", ...args]: string[]) => [join(packages, ".bin", command), ...args];
  return { folder, packages, run };
}

/**
 * Serves an application that is built already, with its sessions elsewhere: in cookies that are waited
 * for, or in a store that a cookie tells what to do.
 */
export function startWith(
  sessions: "waiting" | "told",
  application: Application,
): Promise<Started> {
  const environment = { ...application.environment, CONTRACT_SESSIONS: sessions };
  return serveApplication({ ...application, environment });
}

async function serveApplication({ name, serve, environment }: Application): Promise<Started> {
  const { folder, run } = at(name);
  const served = serve[0] === "node" ? serve : run(serve);
  const server = await startServer(served, folder, { ...ENVIRONMENT, ...environment });
  return { url: server.origin, close: server.stop };
}

/**
 * The applications have a session without a key, as where a build has no secrets.
 *
 * @param when - whether the framework loads the session as it starts, or for the first visitor
 */
export const refusedWithoutKey = (
  application: Application,
  when: "at its start" | "at a visit",
): ExtraCase => ({
  name: `a server in production is refused without a key ${when}, and the build is not`,
  async run() {
    const environment = { ...application.environment, NODE_ENV: "production" };
    const starting = serveApplication({ ...application, environment });
    if (when === "at its start") return rejects(starting, /secretKey expected a key, got none/);
    const { url, close } = await starting;
    const { status } = await fetch(`${url}/nothing/text`).finally(close);
    equal(status, 500);
  },
});
