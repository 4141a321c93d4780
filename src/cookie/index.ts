/** Sessions in a signed cookie. @module */
export { memberText } from "./member-text.ts";
export { textsOf } from "./rewrite.ts";
export { SecureCookieSessionInterface } from "./secure-cookie.ts";
