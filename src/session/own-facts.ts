import type { RequestFacts } from "./interface.ts";
import { ownMembers } from "./own-members.ts";

const NO_FACTS: RequestFacts = Object.freeze(Object.create(null));

/** Facts that take nothing from `Object.prototype`. Those of an adapter's class have every member. */
export function ownFacts(facts: RequestFacts | undefined): RequestFacts {
  if (facts === undefined) return NO_FACTS;
  return Object.getPrototypeOf(facts) === Object.prototype ? ownMembers(facts) : facts;
}
