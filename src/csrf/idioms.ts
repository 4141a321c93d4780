import type { Check } from "./check.ts";
import { type NodeIdioms, nodeIdioms } from "./node-idioms.ts";
import type { TokenOf } from "./template-helpers.ts";
import { type WebIdioms, webIdioms } from "./web-idioms.ts";

/** A protection in the form of each framework. */
export interface Protection extends NodeIdioms, WebIdioms {}

/** @param tokenOf - makes the token that templates ask for */
export const idiomsOf = (check: Check, tokenOf?: TokenOf): Protection => ({
  ...nodeIdioms(check, tokenOf),
  ...webIdioms(check, tokenOf),
});
