// Writes the built ES modules once more as CommonJS, for tools that cannot load the others: Jest, as
// it is installed. Node, bundlers and the other runtimes never get to see these files.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { transform } from "esbuild";
import { root } from "./doors.mjs";

/** Such tools run on Node, and may not know the conditions of "#platform". */
const PLATFORM = "dist/platform/node.js";

const commonOf = (/** @type {string} */ path) =>
  path.replace(/^dist\/(.*)\.js$/, "dist/cjs/$1.cjs");

/**
 * @param {readonly string[]} built ES modules below dist, with all that they import of each other
 * @returns {Promise<string[]>} the files that it wrote
 */
export async function writeCommonJS(built) {
  return Promise.all(
    [...built, PLATFORM].map(async (path) => {
      const { code } = await transform(readFileSync(join(root, path), "utf8"), {
        format: "cjs",
        platform: "node",
        target: "es2023",
      });
      const here = dirname(commonOf(path));
      const local = code.replace(/\brequire\("(#platform|\.{1,2}\/[^"]+)"\)/g, (_, specifier) => {
        const imported = specifier.startsWith("#")
          ? PLATFORM
          : posix.join(dirname(path), specifier);
        const from = posix.relative(here, commonOf(imported));
        return `require("${from.startsWith(".") ? from : `./${from}`}")`;
      });
      const file = commonOf(path);
      mkdirSync(join(root, here), { recursive: true });
      // The maps lead from the other files.
      writeFileSync(join(root, file), local.replace(/\n\/\/# sourceMappingURL=.*\n/, "\n"));
      return file;
    }),
  );
}
