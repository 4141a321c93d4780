/**
 * `dewar/testing`: sessions in tests: begin a test logged in, look at what a response left, stop the
 * clock; and the contracts that prove an adapter, or a session interface, of one's own.
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
