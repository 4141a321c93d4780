import type { ContractCase, ContractServer } from "./contract-case.ts";
import { COOKIES } from "./contract-cookies.ts";
import { ASSIGNING, FAILING } from "./contract-failing.ts";
import { HEADERS } from "./contract-headers.ts";
import { SAVING } from "./contract-saving.ts";
import { VISITING } from "./contract-visitors.ts";

/**
 * What every adapter has to do, as a list of cases for any test runner: each visits a server of the
 * adapter's framework that has {@link contractApplication} on it, over HTTP.
 *
 * @example
 * ```ts no-run
 * import { test } from "node:test";
 * import { adapterContract } from "dewar/testing";
 *
 * const url = "http://127.0.0.1:3000"; // a server with contractApplication on it
 * for (const { name, run } of adapterContract) test(name, () => run({ url }));
 * ```
 */
export const adapterContract: readonly ContractCase<ContractServer>[] = [
  ...SAVING,
  ...FAILING,
  ...ASSIGNING,
  ...HEADERS,
  ...COOKIES,
  ...VISITING,
];
