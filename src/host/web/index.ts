/** Requests and responses of the fetch API. @module */
export { copyOf } from "./copy-response.ts";
export {
  canBeCopied,
  endSession,
  errorPage,
  isHttps,
  isReqHttps,
  madePrivate,
  openSession,
  openSessionOf,
  ResponseHeaders,
  reportOnce,
  saveErrorPage,
  saveReported,
  saveSession,
} from "./web.ts";
export { interceptSet, WebPlace } from "./web-place.ts";
export { sessionAround, withSessionAround } from "./web-request.ts";
