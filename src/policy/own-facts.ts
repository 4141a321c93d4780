import { own } from "../json/index.ts";
import type { RequestFacts } from "./interface.ts";

// Every member, so that none is looked for on `Object.prototype`: faster to read than an object that
// inherits nothing.
const NO_FACTS: Required<RequestFacts> = Object.freeze({
  secure: false,
  unseen: false,
  request: undefined,
  replace: undefined,
  isCutOff: undefined,
});

/** Facts that take nothing from `Object.prototype`. Those of an adapter's class have every member. */
export function ownFacts(facts: RequestFacts | undefined): RequestFacts {
  if (facts === undefined) return NO_FACTS;
  return Object.getPrototypeOf(facts) === Object.prototype ? own(facts) : facts;
}
