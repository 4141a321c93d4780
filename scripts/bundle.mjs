// Bundles what each door of package.json leads to, beside the declarations of tsc. What doors share
// is in chunks that they share: few files to read at start, and one copy of every class.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { build } from "esbuild";
import { writeReadably } from "./chunk-names.mjs";
import { writeCommonJS } from "./common-js.mjs";
import { declarationsFrom } from "./declarations.mjs";
import { doors as allDoors, root } from "./doors.mjs";

/** @type {Record<"bin" | "imports", Record<string, any>>} */
const { bin, imports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const builtFor = (/** @type {Record<string, string>} */ targets) =>
  [...new Set(Object.values(targets))]
    .filter((target) => target.startsWith("./dist/"))
    .map((target) => target.slice(2));
const doors = [...new Set(allDoors.map(({ built }) => built)), ...builtFor(bin)];
const platforms = builtFor(imports["#platform"]);
const sourceOf = (/** @type {string} */ path) => path.replace(/^dist(.*)\.js$/, "src$1.ts");

// What an application under test uses of dewar/testing may run where there is no `node:assert`, which
// the rest needs. As entries they become chunks, and bundlers are sure to leave out whole files.
const apart = ["client", "contract/application", "cookie-jar", "cookies", "fixed-clock"]
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
  write: /** @type {const} */ (false),
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
const outputs = writeReadably(made);

const reachedFrom = (/** @type {string[]} */ entries) => {
  const reached = new Set(entries);
  for (const path of reached)
    for (const imported of outputs[path]?.imports ?? [])
      if (!imported.external) reached.add(imported.path);
  return reached;
};
const built = reachedFrom([...doors, ...platforms]);
const common = await writeCommonJS([...reachedFrom(allDoors.map((door) => door.built))]);
const kept = new Set([...built, ...common]);

const declarations = declarationsFrom([
  ...allDoors.map(({ types }) => types),
  ...platforms.map((path) => path.replace(/js$/, "d.ts")),
]);
// What no door leads to would be published for nothing, and so would what an earlier build left.
for (const entry of readdirSync(join(root, "dist"), { recursive: true, withFileTypes: true })) {
  const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join("/");
  const [, declared] = /^dist\/(.*)\.d\.ts/.exec(path) ?? [];
  const isKept = declared
    ? existsSync(join(root, "src", `${declared}.ts`)) &&
      declarations.has(path.replace(/\.map$/, ""))
    : kept.has(path.replace(/\.map$/, ""));
  if (entry.isFile() && !isKept) rmSync(join(root, path));
  else if (declared && path.endsWith(".ts")) nameThePlatform(path);
}

/** TypeScript that resolves as Node 10 did knows no "#platform"; its types are the same everywhere. */
function nameThePlatform(/** @type {string} */ path) {
  const text = readFileSync(join(root, path), "utf8");
  if (!text.includes('"#platform"')) return;
  const platform = relative(dirname(path), "dist/platform/node.js").split(sep).join("/");
  writeFileSync(join(root, path), text.replaceAll('"#platform"', `"${platform}"`));
}
