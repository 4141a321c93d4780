/** Requests and responses of the fetch API. @module */
export { copyOf } from "./copy-response.ts";
export { errorPage } from "./error-page.ts";
export { isHttps, isReqHttps, openSession, openSessionOf } from "./opening.ts";
export { canBeCopied, ResponseHeaders } from "./response-headers.ts";
export {
  endSession,
  madePrivate,
  persistReported,
  saveErrorPage,
  saveReported,
  saveSession,
  throwReported,
} from "./saving.ts";
export { type Waited, whenThere } from "./waited.ts";
export { interceptSet, WebPlace } from "./web-place.ts";
export { sessionAround, withSessionAround } from "./web-request.ts";
