// The tests that have to notice a change of the core: those beside it and Flask's vectors, on Node.
// What looks for the unlikely by trying much is left out, and so are servers.
// MUTANTS_TESTS="test/json/**/*.test.ts" takes fewer: what runs when a module loads is tried with all
// of them, which takes most of the time. The score is then the least that it can be.
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";
import config from "../../vitest.config.ts";

const unit = config.test?.projects?.find(
  (project) => typeof project === "object" && "test" in project && project.test?.name === "unit",
);
if (typeof unit !== "object" || !("test" in unit))
  throw new Error("Expected a project unit in vitest.config.ts.");

const asOne = JSON.stringify(fileURLToPath(new URL("as-one.ts", import.meta.url)));

/** Thousands of tests for each change take minutes to be chosen: the vectors of a file become one. */
const vectorsAsOne: Plugin = {
  name: "vectors-as-one",
  enforce: "pre",
  transform(code, id) {
    if (!/\/test\/vectors\/\w+\.test\.ts$/.test(id)) return undefined;
    const made = `import { asOne } from ${asOne}; const { describe, test, expect } = asOne("every vector");`;
    return code.replace(/^import \{[^}]*\} from "vitest";$/m, made);
  },
};

export default defineConfig({
  resolve: unit.resolve ?? {},
  plugins: [vectorsAsOne],
  test: {
    // One process keeps the modules for all files: four times as fast, and these tests bear it.
    isolate: false,
    include: process.env["MUTANTS_TESTS"]?.split(" ") ?? [
      "test/{platform,itsdangerous,json,http,session,policy,cookie}/**/*.test.ts",
      "test/testing/{interface-contract,parts}.test.ts",
      "test/properties/hostile.test.ts",
      "test/vectors/{session,signer,reject}.test.ts",
    ],
  },
});
