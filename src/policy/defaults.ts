import type { CookieOptions, SessionOptions } from "./options.ts";

type Given<Options, Name extends keyof Options> = {
  readonly [Each in Name]-?: NonNullable<Options[Each]>;
};

/** What the options of sessions are if nobody gives them. */
export const DEFAULTS: Given<
  SessionOptions,
  | "permanentSessionLifetime"
  | "refreshEachRequest"
  | "clockSkewSeconds"
  | "salt"
  | "digestMethod"
  | "keyDerivation"
  | "allowWeakKey"
> = {
  permanentSessionLifetime: { days: 31 },
  refreshEachRequest: true,
  clockSkewSeconds: 10,
  salt: "cookie-session",
  digestMethod: "sha1",
  keyDerivation: "hmac",
  allowWeakKey: false,
};

/** What the options of the cookie are if nobody gives them. */
export const COOKIE_DEFAULTS: Given<
  CookieOptions,
  "name" | "path" | "httpOnly" | "secure" | "sameSite" | "partitioned"
> = {
  name: "session",
  path: "/",
  httpOnly: true,
  secure: "auto",
  sameSite: "Lax",
  partitioned: false,
};
