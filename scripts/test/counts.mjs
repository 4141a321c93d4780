// Exact counts out of vitest's JSON report.
import { existsSync, readFileSync } from "node:fs";

/**
 * @param {string} file
 * @param {number} code vitest's exit code
 */
export function readCounts(file, code) {
  // No report: vitest did not get as far as running a test.
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  /** @type {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const report = JSON.parse(readFileSync(file, "utf8"));
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of report.testResults) {
    for (const { status } of suite.assertionResults) {
      if (status === "passed") counts.passed++;
      else if (status === "failed") counts.failed++;
      else counts.skipped++;
    }
    // A file that breaks while it loads, or in a hook, has no failed test.
    const failedTest = suite.assertionResults.some(({ status }) => status === "failed");
    if (suite.status === "failed" && !failedTest) counts.failed++;
  }
  // An unhandled rejection, or no test at all: only the exit code tells.
  const nothing = counts.passed + counts.failed === 0;
  if (counts.failed === 0 && (code !== 0 || nothing)) counts.failed++;
  return counts;
}
