// `npm test` runs everything, `npm test -- unit docs` runs those steps.
// The steps themselves are the table in test/steps.mjs.
import { lookFor } from "./test/needs.mjs";
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

for (const step of steps) {
  note(`  ${step.name} ...`);
  const { missing, env } = await lookFor(step.needs ?? []);
  if (missing) {
    report.leftOut(step, missing);
    continue;
  }
  const result = await runStep(step, env);
  report.add(step, result);
  // Every later step uses what the build makes.
  if (step.name === "build" && result.failed > 0) break;
}
process.exitCode = report.close();
