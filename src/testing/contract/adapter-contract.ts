import { type ContractCase, type ContractServer, explained } from "./case.ts";
import { COOKIES } from "./cookies.ts";
import { ASSIGNING, FAILING } from "./failing.ts";
import { HEADERS } from "./headers.ts";
import { SAVING } from "./saving.ts";
import { VISITING } from "./visitors.ts";

/**
 * The requirements for every adapter, as a list of cases for any test runner. Each case sends requests
 * over HTTP to a server of the adapter's framework that runs {@link contractApplication}.
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
].map(explained);
