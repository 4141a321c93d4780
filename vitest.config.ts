import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { doors } from "./scripts/doors.mjs";

// Tests import the public names; they resolve to the sources, so that a test
// needs no build. The packed package has tests of its own (test/package).
const root = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const aliases = doors.map(({ name, code }) => ({
  find: new RegExp(`^${name}$`),
  replacement: root(`./${code}`),
}));
const core = [
  "test/csrf/{tokens,vectors}.test.ts",
  "test/{platform,itsdangerous,json,http,session,policy,cookie,store,token,vectors,properties}/**/*.test.ts",
];
const suites = [...core, "test/{csrf,host,adapters,testing}/**/*.test.ts"];
const project = (
  name: string,
  include: string[],
  platform: "node" | "portable" = "node",
  globalSetup: string[] = [],
  exclude: string[] = [],
) => ({
  resolve: {
    alias: [...aliases, { find: "#platform", replacement: root(`./src/platform/${platform}.ts`) }],
  },
  test: {
    name,
    include,
    exclude: ["**/node_modules/**", ...exclude],
    globalSetup,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});

export default defineConfig({
  test: {
    coverage: { include: ["src/**"], reporter: ["text-summary", "html"] },
    projects: [
      project("unit", suites),
      // The core's suites over the pure JavaScript platform; servers are the same on both.
      project("portable", core, "portable", [], ["test/vectors/http.test.ts"]),
      project("cli", ["test/cli/**/*.test.ts"]),
      project("interop", ["test/interop/**/*.test.ts"]),
      project("servers", ["test/servers/**/*.test.ts"]),
      project("e2e", ["test/e2e/**/*.test.ts"]),
      // Those of test/package/jest run under Jest.
      project("package", ["test/package/*.test.ts"], "node", ["test/package/setup.ts"]),
      project("docs", ["test/{docs,recipes}/**/*.test.ts"]),
      project("site", ["test/site/**/*.test.ts"], "node", ["test/site/setup.ts"]),
      project("house", ["test/house/**/*.test.ts"]),
      project("runtimes", ["test/runtimes/**/*.test.ts"]),
      // Real applications of frameworks too large for the first install: setup.ts installs them.
      project("examples", ["test/{examples,frameworks}/**/*.test.ts"], "node", [
        "test/examples/setup.ts",
      ]),
    ],
  },
});
