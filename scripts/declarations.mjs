// The declarations of tsc that a door leads to. The others would be published for nothing: nobody can
// import them.
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { root } from "./doors.mjs";

// `from "./a.ts"`, `import "./a.ts"` and `import("./a.ts")`; in a comment they only keep a file more.
const IMPORTED = /(?:\bfrom|\bimport)\s*\(?\s*"(\.{1,2}\/[^"]+)\.[jt]s"/g;

/**
 * @param {string[]} entries `dist/index.d.ts`
 * @returns {Set<string>} these, and all that they import
 */
export function declarationsFrom(entries) {
  const reached = new Set(entries);
  for (const path of reached)
    for (const [, imported = ""] of readFileSync(join(root, path), "utf8").matchAll(IMPORTED))
      reached.add(`${posix.join(posix.dirname(path), imported)}.d.ts`);
  return reached;
}
