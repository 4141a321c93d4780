// `npm test` runs everything, `npm test -- unit docs` runs those steps.
// The steps themselves are the table in test/steps.mjs.
import { chosenSteps } from "./test/plan.mjs";
import { note, openReport } from "./test/report.mjs";
import { runStep } from "./test/run.mjs";

const ci = process.env.CI === "true" || process.env.CI === "1";
const report = openReport({ ci });
const { steps, unknown, known } = chosenSteps(process.argv.slice(2));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(", ")}. The steps are: ${known.join(", ")}.`);
  process.exit(1);
}

/** @type {import("./test/steps.mjs").Step[]} */
const ready = [];
for (const step of steps) {
  const missing = step.needs?.();
  if (missing) report.leftOut(step, missing);
  else ready.push(step);
}

for (let i = 0; i < ready.length; ) {
  // Neighbours that keep one core busy each run as a pair; everything else has
  // the machine to itself, because some tests measure time.
  const pair = ready[i]?.oneCore && ready[i + 1]?.oneCore;
  const batch = ready.slice(i, i + (pair ? 2 : 1));
  i += batch.length;
  for (const step of batch) note(`  ${step.name} ...`);
  const results = await Promise.all(batch.map((step) => runStep(step)));
  for (const [at, result] of results.entries()) report.add(batch[at], result);
  // Every later step uses what the build makes.
  if (batch[0]?.name === "build" && results[0]?.failed) break;
}
process.exitCode = report.close();
