import { own } from "../json/index.ts";
import type { RequestFacts } from "./interface.ts";

// Every member is set, so that a lookup never reaches `Object.prototype`. That is faster to read than
// an object that inherits nothing.
const NO_FACTS: Required<RequestFacts> = Object.freeze({
  secure: false,
  unseen: false,
  request: undefined,
  replace: undefined,
  isCutOff: undefined,
});

/** Facts without anything from `Object.prototype`. An adapter's own class sets every member already. */
export function ownFacts(facts: RequestFacts | undefined): RequestFacts {
  if (facts === undefined) return NO_FACTS;
  return Object.getPrototypeOf(facts) === Object.prototype ? own(facts) : facts;
}
