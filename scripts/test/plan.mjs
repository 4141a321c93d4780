// Which steps a command line asks for.
import { STEPS } from "./steps.mjs";

/** @param {string[]} names */
export function chosenSteps(names) {
  const known = STEPS.map((step) => step.name);
  const unknown = names.filter((name) => !known.includes(name));
  const asked = STEPS.filter((step) => names.length === 0 || names.includes(step.name));
  const build = STEPS.filter((step) => step.name === "build" && !asked.includes(step));
  const steps = asked.some((step) => step.dist) ? [...build, ...asked] : asked;
  return { steps, unknown, known };
}
