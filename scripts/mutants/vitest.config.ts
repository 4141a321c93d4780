// The tests that mutants of the core have to survive: the core's own, on Node, without servers and
// without what looks for the unlikely by trying much.
import { defineConfig } from "vitest/config";
import config from "../../vitest.config.ts";

const unit = config.test?.projects?.find(
  (project) => typeof project === "object" && "test" in project && project.test?.name === "unit",
);
if (typeof unit !== "object" || !("test" in unit))
  throw new Error("Expected a project unit in vitest.config.ts.");

export default defineConfig({
  resolve: unit.resolve ?? {},
  test: {
    include: [
      "test/{itsdangerous,json,http,session}/**/*.test.ts",
      "test/vectors/{session,set-cookie,signer,reject}.test.ts",
      "test/properties/{cookie-options,hostile,numbers}.test.ts",
    ],
  },
});
