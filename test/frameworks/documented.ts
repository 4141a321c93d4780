// Applications that are made of the code blocks of a page: each block that begins with the comment of
// its file stands there, beside what every application of the framework has.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { allFences, type Fence } from "../docs/fences.ts";
import { type Server, startServer } from "../examples/server.ts";
import { root } from "../house/source.ts";

interface Documented {
  /** The folder of the example whose packages it uses, and of the contract's application. */
  name: string;
  /** What it takes of the contract's application: configuration, and what a page never shows. */
  plain: readonly string[];
  /** Files that the page leaves to its reader. */
  files: Readonly<Record<string, string>>;
  /** The program of `node_modules/.bin` that builds it, with its arguments. */
  build: readonly string[];
  /** What serves it: of `node_modules/.bin`, or `node`. */
  serve: readonly string[];
  environment?: Record<string, string>;
}

const SECRET_KEY = "9d1f6c3a58e2b7049f3e0c7d6a5b4812";
const ENVIRONMENT = {
  HOST: "127.0.0.1",
  NEXT_TELEMETRY_DISABLED: "1",
  ASTRO_TELEMETRY_DISABLED: "1",
};

/** A page's blocks by the file that their first line names; in Astro that is within the frontmatter. */
export function filesOf(page: string): Record<string, string> {
  const named = allFences().flatMap((fence: Fence) => {
    const file = /^(?:---\n)?\/\/ (\S+\.\w+)$/m.exec(fence.code.split("\n", 2).join("\n"))?.[1];
    return fence.path === page && file !== undefined ? [[file, fence.code] as const] : [];
  });
  return Object.fromEntries(named);
}

/** Builds and serves it, with `dist` as the package. */
export async function startDocumented(page: string, of: Documented): Promise<Server> {
  const folder = join(root, "test-results/documented", of.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const model = join(root, "test/frameworks", of.name);
  for (const each of of.plain) cpSync(join(model, each), join(folder, each));
  for (const [path, code] of Object.entries({ ...of.files, ...filesOf(page) })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
  symlinkSync(`../../../examples/${of.name}/node_modules`, join(folder, "node_modules"));
  const bin = (name = ""): string =>
    name === "node" ? name : join(folder, "node_modules/.bin", name);
  const [program, ...args] = of.build;
  const env = { ...process.env, ...ENVIRONMENT, NODE_ENV: "production", SECRET_KEY };
  const built = spawnSync(bin(program), args, { cwd: folder, env, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`${of.build.join(" ")}:\n${built.stdout}${built.stderr}`);
  // The build has made the types that the blocks import; Next's has checked them, too.
  const tsc = join(root, "node_modules/.bin/tsc");
  const checked = spawnSync(tsc, ["-p", ".", "--noEmit"], { cwd: folder, encoding: "utf8" });
  if (checked.status !== 0) throw new Error(checked.stdout);
  const [server, ...rest] = of.serve;
  const environment = { ...ENVIRONMENT, NODE_ENV: "production", SECRET_KEY, ...of.environment };
  return startServer([bin(server), ...rest], folder, environment);
}
