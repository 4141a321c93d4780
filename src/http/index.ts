/** What sessions need of HTTP: the Cookie header in; Set-Cookie, Vary and Cache-Control out. @module */

export {
  addCacheControlPrivate,
  isForSharedCaches,
  SHARED_CACHE_HEADERS,
} from "./cache-control.ts";
export { type CookieAttributes, sentAttributes } from "./cookie-attributes.ts";
export { cookieValue, cookieValues } from "./cookie-header.ts";
export { addVaryCookie, type HeadersLike, setsCookie } from "./headers.ts";
export { CookieWriter, type SetCookie, setCookieLine } from "./set-cookie.ts";
