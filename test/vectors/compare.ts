// Asks dewar what a vector asked Flask, and says what must have come.
import type { SessionOptions } from "dewar";
import { DIFFERENCES, type Difference } from "./differences.ts";
import { optionsOf } from "./flask-config.ts";
import { flaskOptions } from "./interface.ts";
import { type Case, dewarOutcome, flaskOutcome, type Outcome } from "./outcome.ts";
import type { Site } from "./site.ts";

/** The options of the application that the case was put to. */
export function caseOptions({ config, keys, step }: Case): SessionOptions {
  return { ...flaskOptions(keys, { now: step.now }), ...optionsOf(config) };
}

export async function dewarDid(site: Site, seen: Case): Promise<Outcome> {
  const { cookie, ops, path = "/do", response_vary: responseVary = [] } = seen.step;
  return dewarOutcome(
    seen,
    await site.visit({ options: caseOptions(seen), cookie, path, ops, responseVary }),
  );
}

/** Flask's outcome, changed by each difference that applies; and which those were. */
export function dewarShould(seen: Case): { outcome: Outcome; differences: Difference[] } {
  const flask = flaskOutcome(seen);
  const differences = DIFFERENCES.filter((difference) => difference.applies(seen, flask));
  const outcome = differences.reduce(
    (before, difference) => difference.change(seen, before),
    flask,
  );
  return { outcome, differences };
}
