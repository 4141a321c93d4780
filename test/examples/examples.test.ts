// Every example is started by its one command, and walked.
import { spawnSync } from "node:child_process";
import { generateSecretKey } from "dewar";
import { expect, test } from "vitest";
import { APPLICATIONS, folderOf } from "./applications.ts";
import { startServer } from "./server.ts";
import { walk } from "./walk.ts";

const MINUTE = 60_000;

test.for(APPLICATIONS)("$name", { timeout: 2 * MINUTE }, async (application) => {
  const secretKey = generateSecretKey();
  const environment = { SECRET_KEY: secretKey, NEXT_TELEMETRY_DISABLED: "1" };
  const server = await startServer(["npm", "start"], folderOf(application), environment);
  try {
    await walk(server.origin, secretKey);
  } finally {
    await server.stop();
  }
});

// The workspaces' types are checked with the project's own; Next checks them when it builds.
const checked = APPLICATIONS.filter(({ name }) =>
  ["fetch", "react-router", "sveltekit"].includes(name),
);
test.for(checked)("the types of $name", { timeout: MINUTE }, (application) => {
  const cwd = folderOf(application);
  const { status, stdout } = spawnSync("npm", ["run", "types"], { cwd, encoding: "utf8" });
  expect({ status, stdout }).toMatchObject({ status: 0 });
});
