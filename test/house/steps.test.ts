// No test is forgotten: every test file belongs to a vitest project, every project is a step of `npm test`.
import { join } from "node:path";
import { expect, test } from "vitest";
import { STEPS } from "../../scripts/test/steps.mjs";
import { run } from "../package/run.ts";
import { filesBelow, root } from "./source.ts";

const vitest = join(root, "node_modules/vitest/vitest.mjs");
const listed = JSON.parse(
  await run(process.execPath, [vitest, "list", "--filesOnly", "--json"], root),
) as { file: string; projectName: string }[];

test("every test file belongs to a project", () => {
  const found = listed.map(({ file }) => file);
  // Those of test/package/jest run under Jest.
  const files = filesBelow("test", ".test.ts").filter((path) => !path.includes("/jest/"));
  expect(files.filter((path) => !found.includes(join(root, path)))).toEqual([]);
});

test("steps that read the whole tree start before those that build inside it", () => {
  const reading = STEPS.findLastIndex((step) => step.readsTree);
  expect(STEPS.findIndex((step) => step.buildsInTree)).toBeGreaterThan(reading);
});

test("every project is a step", () => {
  const projects = new Set(listed.map(({ projectName }) => projectName));
  const steps = STEPS.flatMap((step) => step.project ?? []);
  expect(steps.sort()).toEqual([...projects].sort());
});
