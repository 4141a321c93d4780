import { own } from "../json/index.ts";
import type { RequestInfo } from "./interface.ts";

// Every member is set, so that a lookup never reaches `Object.prototype`. That is faster to read than
// an object that inherits nothing.
const NO_INFO: Required<RequestInfo> = Object.freeze({
  secure: false,
  keepFlashes: false,
  request: undefined,
  replace: undefined,
  isCutOff: undefined,
});

/** The info without anything from `Object.prototype`. An adapter's own class sets every member already. */
export function ownRequestInfo(info: RequestInfo | undefined): RequestInfo {
  if (info === undefined) return NO_INFO;
  return Object.getPrototypeOf(info) === Object.prototype ? own(info) : info;
}
