// Every example is started by its one command, and walked.
import { generateSecretKey } from "dewar";
import { test } from "vitest";
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
