/**
 * `dewar/csrf`: two ways to refuse what pages of other sites send. {@link crossOriginProtection} needs
 * no token; {@link csrf} has Flask-WTF's, for a site whose other half is Flask.
 * @module
 */
export { crossOriginProtection } from "./cross-origin.ts";
export { type CsrfProtection, csrf } from "./csrf.ts";
export { CSRFError, type CSRFErrorCode } from "./error.ts";
export type { Protection } from "./idioms.ts";
export type {
  FastifyRequestLike,
  KoaContext,
  NodeIdioms,
  NodeRequest,
  NodeResponse,
} from "./node-idioms.ts";
export type {
  CrossOriginOptions,
  CsrfOptions,
  CsrfTokenOptions,
  ExemptOption,
} from "./options.ts";
export type { CsrfHelpers } from "./template-helpers.ts";
export { generateCsrf, validateCsrf } from "./tokens.ts";
export type {
  AstroContextLike,
  ElysiaContext,
  H3EventLike,
  HonoContext,
  Refusal,
  SvelteKitEvent,
  WebIdioms,
} from "./web-idioms.ts";
