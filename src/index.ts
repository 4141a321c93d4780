/**
 * `dewar`: Flask's sessions for TypeScript. Adapters have subpaths of their own, `dewar/express`
 * and so on; this is what they share.
 * @module
 */
export type { CookieAttributes, HeadersLike, SetCookie } from "./http/index.ts";
export type {
  DigestMethod,
  KeyDerivation,
  SecretKey,
  TextSerializer,
} from "./itsdangerous/index.ts";
export {
  JSONDecodeError,
  JSONEncodeError,
  type JSONTag,
  Markup,
  type RegisterOptions,
  TaggedJSONSerializer,
  Tuple,
  UUID,
} from "./json/index.ts";
export * from "./session/index.ts";
