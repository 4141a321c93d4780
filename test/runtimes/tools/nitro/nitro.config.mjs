// The contract's application on Nitro, which finds middleware and routes by their files.
const output = new URL("../../../../test-results/runtimes/nitro/", import.meta.url);

export default {
  srcDir: "server",
  compatibilityDate: "2026-08-01",
  logLevel: 1,
  // Nitro's own says something of caches, which the contract would have to know.
  errorHandler: "error.mjs",
  buildDir: new URL("build", output).pathname,
  output: { dir: new URL("output", output).pathname },
};
