// Bundles what each door of package.json leads to, beside the declarations of tsc. What doors share
// is in chunks that they share: few files to read at start, and one copy of every class.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
/** @type {Record<"exports" | "bin" | "imports", Record<string, any>>} */
const { exports, bin, imports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const builtFor = (/** @type {Record<string, string>} */ targets) =>
  [...new Set(Object.values(targets))]
    .filter((target) => target.startsWith("./dist/"))
    .map((target) => target.slice(2));
const doors = builtFor({ ...exports, ...bin });
const platforms = builtFor(imports["#platform"]);
const sourceOf = (/** @type {string} */ path) => path.replace(/^dist(.*)\.js$/, "src$1.ts");

// What an application under test uses of dewar/testing may run where there is no `node:assert`, which
// the rest needs. As entries they become chunks, and bundlers are sure to leave out whole files.
const apart = ["client", "contract-application", "cookie-jar", "cookies", "fixed-clock"]
  .concat("session-transaction", "asserting")
  .map((name) => `src/testing/${name}.ts`);

const options = {
  absWorkingDir: root,
  bundle: true,
  format: /** @type {const} */ ("esm"),
  platform: /** @type {const} */ ("neutral"),
  target: "es2023",
  packages: /** @type {const} */ ("external"),
  external: ["#platform"],
  outbase: "src",
  outdir: "dist",
  sourcemap: true,
  // The sources themselves are in the package.
  sourcesContent: false,
  metafile: /** @type {const} */ (true),
  logLevel: /** @type {const} */ ("warning"),
};
const made = await Promise.all([
  build({
    ...options,
    entryPoints: [...doors.map(sourceOf), ...apart],
    splitting: true,
    chunkNames: "chunks/[hash]",
  }),
  // Only one of them is ever loaded, so each holds all that it needs.
  build({ ...options, entryPoints: platforms.map(sourceOf) }),
]);

// What no door leads to would be published for nothing, and so would what an earlier build left.
const outputs = Object.assign({}, ...made.map(({ metafile }) => metafile.outputs));
const built = new Set([...doors, ...platforms]);
for (const path of built)
  for (const imported of outputs[path].imports) if (!imported.external) built.add(imported.path);
for (const entry of readdirSync(join(root, "dist"), { recursive: true, withFileTypes: true })) {
  const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join("/");
  const [, declared] = /^dist\/(.*)\.d\.ts/.exec(path) ?? [];
  const isKept = declared
    ? existsSync(join(root, "src", `${declared}.ts`))
    : built.has(path.replace(/\.map$/, ""));
  if (entry.isFile() && !isKept) rmSync(join(root, path));
}
