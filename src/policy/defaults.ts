import type { CookieOptions, SessionOptions } from "./options.ts";

/** What the options of sessions are if nobody gives them. */
export const DEFAULTS = {
  permanentSessionLifetime: { days: 31 },
  refreshEachRequest: true,
  clockSkewSeconds: 10,
  salt: "cookie-session",
  digestMethod: "sha1",
  keyDerivation: "hmac",
  allowWeakKey: false,
} as const satisfies SessionOptions;

/** What the options of the cookie are if nobody gives them. */
export const COOKIE_DEFAULTS = {
  name: "session",
  path: "/",
  httpOnly: true,
  secure: "auto",
  sameSite: "Lax",
  partitioned: false,
} as const satisfies CookieOptions;
