// Calls chunks after what is in them, since stack traces show their names: session-secure-cookie.js
// tells more than SNEAUHBM.js.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./doors.mjs";

/** @typedef {import("esbuild").BuildResult<{ metafile: true, write: false }>} Built */

const CHUNK = /^dist\/chunks\/(\w+)\.js$/;

/** @param {Built["metafile"]["outputs"][string]} output */
function nameOf({ inputs }) {
  const [largest] = Object.entries(inputs).sort(
    ([, one], [, other]) => other.bytesInOutput - one.bytesInOutput,
  );
  // No module is in two chunks, so no two chunks have one name.
  return (largest?.[0] ?? "")
    .replace(/^src\//, "")
    .replace(/\.ts$/, "")
    .replaceAll("/", "-");
}

/**
 * Writes what was built.
 *
 * @param {Built[]} made
 * @returns {Built["metafile"]["outputs"]} what esbuild says of each file, under the names on disk
 */
export function writeReadably(made) {
  /** @type {Map<string, string>} */
  const names = new Map();
  for (const { metafile } of made)
    for (const [path, output] of Object.entries(metafile.outputs)) {
      const [, hash] = CHUNK.exec(path) ?? [];
      if (hash) names.set(hash, nameOf(output));
    }
  const hashes = new RegExp(`\\b(${[...names.keys()].join("|")})\\b`, "g");
  const renamed = (/** @type {string} */ text) =>
    text.replace(hashes, (hash) => names.get(hash) ?? hash);
  for (const { path, text } of made.flatMap(({ outputFiles }) => outputFiles)) {
    const file = join(root, renamed(path.slice(root.length)));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, renamed(text));
  }
  return JSON.parse(
    renamed(JSON.stringify(Object.assign({}, ...made.map((each) => each.metafile.outputs)))),
  );
}
