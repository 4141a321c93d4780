#!/usr/bin/env node
import { reportError } from "./failure.ts";
import { makeProgram } from "./program.ts";

// `dewar decode ... | head` closes the pipe early. That is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

try {
  await makeProgram().parseAsync();
} catch (error) {
  process.exitCode = reportError(error, process.argv.includes("--json"));
}
