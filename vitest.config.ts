import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Tests import the public names; they resolve to the sources, so that a test
// needs no build. The packed package has tests of its own (test/package).
const root = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const { exports } = JSON.parse(readFileSync(root("./package.json"), "utf8")) as {
  exports: Record<string, string>;
};
const doors = Object.entries(exports)
  .filter(([, file]) => file.startsWith("./dist/"))
  .map(([name, file]) => ({
    find: new RegExp(`^dewar${name.slice(1)}$`),
    replacement: root(file.replace("./dist/", "./src/").replace(/\.js$/, ".ts")),
  }));
const suites = [
  "test/{platform,itsdangerous,json,http,session,adapters,testing,vectors,properties}/**/*.test.ts",
];
const project = (
  name: string,
  include: string[],
  platform: "node" | "portable" = "node",
  globalSetup: string[] = [],
) => ({
  resolve: {
    alias: [...doors, { find: "#platform", replacement: root(`./src/platform/${platform}.ts`) }],
  },
  test: { name, include, globalSetup, testTimeout: 30_000, hookTimeout: 60_000 },
});

export default defineConfig({
  test: {
    coverage: { include: ["src/**"], reporter: ["text-summary", "html"] },
    projects: [
      project("unit", suites),
      // The same suites over the pure JavaScript platform.
      project("portable", suites, "portable"),
      project("cli", ["test/cli/**/*.test.ts"]),
      project("interop", ["test/interop/**/*.test.ts"]),
      project("e2e", ["test/e2e/**/*.test.ts"]),
      project("package", ["test/package/**/*.test.ts"], "node", ["test/package/setup.ts"]),
      project("docs", ["test/docs/**/*.test.ts"]),
      project("house", ["test/house/**/*.test.ts"]),
      project("runtimes", ["test/runtimes/**/*.test.ts"]),
      // Real applications of frameworks too large for the first install: setup.ts installs them.
      project("examples", ["test/{examples,frameworks}/**/*.test.ts"], "node", [
        "test/examples/setup.ts",
      ]),
    ],
  },
});
