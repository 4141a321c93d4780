/** What sessions need of HTTP: the Cookie header in; Set-Cookie, Vary and Cache-Control out. @module */
export { cookieValue, cookieValues } from "./cookie-header.ts";
export { addCacheControlPrivate, addVaryCookie, type HeadersLike } from "./headers.ts";
export { type CookieAttributes, CookieWriter } from "./set-cookie.ts";
