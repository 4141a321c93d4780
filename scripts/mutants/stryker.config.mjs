// `npm run mutants` changes the core in every way that StrykerJS knows, one at a time, and says which
// changes no test notices. `npm run mutants -- --mutate "src/http/**"` takes one folder.
/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: ["src/{itsdangerous,session,policy,cookie,http,json}/**/*.ts"],
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "scripts/mutants/vitest.config.ts", related: false },
  coverageAnalysis: "perTest",
  concurrency: 2,
  reporters: ["clear-text", "json", "html", "progress-append-only"],
  clearTextReporter: { logTests: false, allowColor: false },
  jsonReporter: { fileName: "test-results/mutants/report.json" },
  htmlReporter: { fileName: "test-results/mutants/report.html" },
  tempDirName: "test-results/mutants/sandbox",
  // What no test of these needs.
  ignorePatterns: ["/.venv", "/bench", "/dist", "/docs", "/examples", "/test-results"],
  thresholds: { high: 95, low: 90, break: 90 },
  // On a busy machine a mutant that was only slow would count as found.
  timeoutMS: 20_000,
};
