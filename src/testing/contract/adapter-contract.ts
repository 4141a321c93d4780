import type { ContractCase, ContractServer } from "./case.ts";
import { COOKIES } from "./cookies.ts";
import { ASSIGNING, FAILING } from "./failing.ts";
import { HEADERS } from "./headers.ts";
import { SAVING } from "./saving.ts";
import { VISITING } from "./visitors.ts";

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
