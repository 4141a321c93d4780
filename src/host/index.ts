/** The request and its response, and what adapters share. @module */

export { adapterOptions } from "./adapter-options.ts";
export { bindContext, provideContext, runInContext } from "./context-hook.ts";
export { errorKind, errorStatus, OF_AN_ANSWER } from "./error-answer.ts";
export { type FrameworkCookieAttributes, frameworkAttributes } from "./framework-cookie.ts";
export { needsElysiaOf1_1, needsH3Of2, needsHonoOf3 } from "./framework-version.ts";
export { openWith, saveWith } from "./open-and-save.ts";
export { currentSession, setReplacement } from "./replacement.ts";
export { AdapterRequestInfo, isHeadOrPrefetch } from "./request-info.ts";
export { sessionOf } from "./session-of.ts";
export {
  addPlace,
  lastPlace,
  placeOf,
  type SessionPlace,
  sessionInPlace,
  sessionProperty,
} from "./session-place.ts";
export { type AdapterOptions, type SessionSource, toSessionInterface } from "./session-source.ts";
export {
  addTemplateHelpers,
  flashedMessagesFor,
  type TemplateHelpers,
} from "./template-helpers.ts";
export { loadWith, mayWait, persistWith } from "./waiting.ts";
