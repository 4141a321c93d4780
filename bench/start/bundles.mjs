// Bytes of one entry after bundling, minifying and gzip: what an edge deployment or a browser loads.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const EDGE = {
  platform: "neutral",
  mainFields: ["module", "main"],
  conditions: ["workerd", "import"],
};
const NODE = { platform: "node" };

const BUNDLES = [
  ["dewar", EDGE],
  ["dewar/fetch", EDGE],
  ["dewar/hono", EDGE],
  ["dewar/itsdangerous", EDGE],
  ["iron-session", EDGE],
  ["hono-sessions", EDGE],
  ["jose", EDGE],
  ["dewar/node", NODE],
  ["dewar/express", NODE],
  ["cookie-session", NODE],
  ["express-session", NODE],
  ["fast-jwt", NODE],
];

/** Frameworks are there anyway. */
const EXTERNAL = ["express", "fastify", "hono", "hono/*", "node:*"];

export async function bundles() {
  const rows = [];
  for (const [entry, options] of BUNDLES) {
    const { outputFiles, metafile } = await build({
      stdin: {
        contents: `import * as all from ${JSON.stringify(entry)}; console.log(all);`,
        resolveDir: import.meta.dirname,
      },
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: "esm",
      external: EXTERNAL,
      logLevel: "error",
      ...options,
    });
    const { text } = outputFiles[0];
    const inputs = Object.values(metafile.outputs)[0].inputs;
    rows.push({
      entry,
      target: options === EDGE ? "edge" : "node",
      minified: text.length,
      gzipped: gzipSync(text, { level: 9 }).length,
      parts: partsOf(inputs),
    });
  }
  return rows;
}

/** Minified bytes by package. */
function partsOf(inputs) {
  const parts = {};
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? "own";
    parts[name] = (parts[name] ?? 0) + bytesInOutput;
  }
  return parts;
}
