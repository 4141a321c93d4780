/**
 * `dewar/testing`: sessions in tests. Start a test logged in, read the session that a response left,
 * stop the clock. It also has the contracts for an adapter or a session interface of your own.
 * @module
 */
export {
  adapterContract,
  assertFlashed,
  assertNothingFlashed,
  type MakeInterface,
  sessionInterfaceContract,
} from "./asserting.ts";
export { type Client, createClient, type RequestHandler } from "./client.ts";
export { contractApplication } from "./contract/application.ts";
export type { ContractCase, ContractServer } from "./contract/case.ts";
export type { ContractReply } from "./contract/replies.ts";
export type { ContractHeader, ContractVisit } from "./contract/visit.ts";
export { CookieJar, type CookieJarLike } from "./cookie-jar.ts";
export { forgeCookie, readCookie } from "./cookies.ts";
export { type FixedClock, fixedClock } from "./fixed-clock.ts";
export { type ClientWithCookies, sessionTransaction } from "./session-transaction.ts";
