// `npm test` runs everything, `npm test -- unit docs` runs those steps.
// The steps themselves are the table in test/steps.mjs.
import { lookFor } from "./test/needs.mjs";
import { chosenSteps } from "./test/plan.mjs";
import { note, openReport } from "./test/report.mjs";
import { runStep } from "./test/run.mjs";
import { sideBySide } from "./test/side-by-side.mjs";

const ci = process.env.CI === "true" || process.env.CI === "1";
const report = openReport({ ci });
const { steps, unknown, known } = chosenSteps(process.argv.slice(2));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(", ")}. The steps are: ${known.join(", ")}.`);
  process.exit(1);
}

/** @param {import("./test/steps.mjs").Step} step */
async function run(step) {
  note(`  ${step.name} ...`);
  const { missing, env } = await lookFor(step.needs ?? []);
  if (missing) report.leftOut(step, missing);
  else report.add(step, await runStep(step, env));
}

const isBuild = (/** @type {import("./test/steps.mjs").Step} */ { name }) => name === "build";
const [build] = steps.filter(isBuild);
if (build) await run(build);
// The others use what the build makes.
if (!report.hasFailed())
  await sideBySide(
    steps.filter((step) => !isBuild(step)),
    run,
  );
process.exitCode = report.close();
