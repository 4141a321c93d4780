/** Sessions in a signed cookie. @module */
export { SecureCookieSessionInterface } from "./secure-cookie.ts";
