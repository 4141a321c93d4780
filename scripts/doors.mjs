// The doors of package.json: what can be imported, and the files behind each.
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** @type {{ name: string, exports: Record<string, string | { types: string, import: string, require: string }> }} */
const { name, exports } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));

const fromRoot = (/** @type {string} */ target) => posix.normalize(target);

/**
 * @typedef {object} Door
 * @property {string} name `dewar/express`
 * @property {string} source what is public there: `src/adapters/express/declared.ts`
 * @property {string} types its declarations, built
 * @property {string} code the source of its code: where only declarations differ, two doors have one
 * @property {string} built the ES module
 * @property {string} common the CommonJS module, for tools that cannot load the other
 */

/** @type {Door[]} */
export const doors = Object.entries(exports).flatMap(([subpath, targets]) => {
  if (typeof targets === "string") return [];
  const types = fromRoot(targets.types);
  const built = fromRoot(targets.import);
  return [
    {
      name: posix.join(name, subpath),
      source: types.replace(/^dist(.*)\.d\.ts$/, "src$1.ts"),
      types,
      code: built.replace(/^dist(.*)\.js$/, "src$1.ts"),
      built,
      common: fromRoot(targets.require),
    },
  ];
});
