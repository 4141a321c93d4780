// The contract's application on the frameworks that are installed with their examples: built by the
// framework's own command, with the example's packages.
import { spawnSync } from "node:child_process";
import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Started } from "../contracts/run-contract.ts";
import { startServer } from "../examples/server.ts";

interface Application {
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
  const { name, build, serve, environment } = application;
  const folder = fileURLToPath(new URL(name, import.meta.url));
  const packages = join(folder, "node_modules");
  if (!existsSync(packages)) symlinkSync(`../../../examples/${name}/node_modules`, packages);
  const env = { ...process.env, ...ENVIRONMENT, NODE_ENV: "production" };
  const bins = join(packages, ".bin");
  const run = ([command = "", ...args]: string[]) => [join(bins, command), ...args];
  const [command = "", ...args] = run(build);
  const built = spawnSync(command, args, { cwd: folder, env, encoding: "utf8" });
  if (built.status !== 0)
    throw new Error(
      `${build.join(" ")} ended with ${built.status}:\n${built.stdout}${built.stderr}`,
    );
  const served = serve[0] === "node" ? serve : run(serve);
  const server = await startServer(served, folder, { ...ENVIRONMENT, ...environment });
  return { url: server.origin, close: server.stop };
}
