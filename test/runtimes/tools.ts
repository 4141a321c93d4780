// The runtimes, and what they are given to run.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { root } from "../house/source.ts";

export const here: string = join(root, "test/runtimes");
const tools = join(here, "tools/node_modules");
/** Where bundles go: within the project, so that `dewar` in them is the built package itself. */
export const output: string = join(root, "test-results/runtimes");

export const bun: string = join(tools, ".bin/bun");
export const deno: string = join(tools, ".bin/deno");
export const workerd: string = join(tools, ".bin/workerd");
export const nodes: readonly (readonly [name: string, program: string])[] = [20, 22, 24, 26].map(
  (major) => [`Node ${major}`, join(tools, `node-${major}/bin/node`)],
);

/** How Deno runs a file with the packages that npm installed. */
export const DENO_RUN: readonly string[] = ["run", "--allow-all", "--node-modules-dir=manual"];

/** The entry with everything but the packages it imports, as JavaScript for any server runtime. */
export async function bundleForServer(entry: string, external: string[] = []): Promise<string> {
  mkdirSync(output, { recursive: true });
  const outfile = join(output, entry.replace(/^.*\//, "").replace(/\.ts$/, ".mjs"));
  await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    outfile,
    format: "esm",
    platform: "neutral",
    target: "es2023",
    loader: { ".jsonl": "text" },
    external: ["dewar", "dewar/*", "node:*", ...external],
  });
  return outfile;
}

// Leaves out imports of Node's modules that nothing uses; workerd refuses to start with the others.
const nodeModules: Plugin = {
  name: "node-modules",
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path }) => ({
      path,
      external: true,
      sideEffects: false,
    }));
  },
};

/** The entry with all packages, chosen by a condition; Node's modules are an error, or left to workerd. */
export async function bundleForEdge(
  entry: string,
  condition: "workerd" | "browser",
  node: "refused" | "external" = "refused",
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: [condition, "import"],
    loader: { ".jsonl": "text" },
    plugins: node === "external" ? [nodeModules] : [],
  });
  return outputFiles[0]?.text ?? "";
}

/** workerd's configuration for one worker, `worker.js` beside it. */
export const workerdConfig = (flags: readonly string[], socket = ""): string =>
  `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = .worker)]${socket});
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-08-01",
  compatibilityFlags = [${flags.map((flag) => JSON.stringify(flag)).join()}],
);
`;
