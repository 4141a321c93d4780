import { SessionOptionsError } from "../session/index.ts";
import { adviceFor } from "./option-advice.ts";
import type { CookieOptions, SessionOptions } from "./options.ts";

/** Options that mean nothing without a store, which takes them itself. */
type OfStores = "store" | "storeTimeout" | "whenUnavailable" | "load";

/** All options of a cookie. The compiler keeps these lists complete. */
const SESSION_OPTIONS: Readonly<Record<Exclude<keyof SessionOptions, OfStores>, true>> = {
  secretKey: true,
  secretKeyFallbacks: true,
  permanentSessionLifetime: true,
  refreshEachRequest: true,
  cookie: true,
  clock: true,
  clockSkewSeconds: true,
  onReject: true,
  onDuplicate: true,
  onError: true,
  salt: true,
  digestMethod: true,
  digestMethodFallbacks: true,
  keyDerivation: true,
  serializer: true,
  allowWeakKey: true,
};

const COOKIE_OPTIONS: Readonly<Record<keyof CookieOptions, true>> = {
  name: true,
  domain: true,
  path: true,
  httpOnly: true,
  secure: true,
  sameSite: true,
  partitioned: true,
};

/** The options by their place, as users write them. */
const PLACES = new Map<string, string>([
  ...Object.keys(SESSION_OPTIONS).map((name) => [name, name] as const),
  ...Object.keys(COOKIE_OPTIONS).map((name) => [`cookie.${name}`, name] as const),
]);

/** @throws {@link SessionOptionsError} for an unknown option; suggests the one that was meant */
export function refuseUnknownSessionOptions(options: object): void {
  for (const name of Object.keys(options))
    if (!Object.hasOwn(SESSION_OPTIONS, name)) throw unknown(name, name);
}

/** @throws {@link SessionOptionsError} for a name that is not an attribute of the cookie */
export function refuseUnknownCookieOptions(options: object): void {
  for (const name of Object.keys(options))
    if (!Object.hasOwn(COOKIE_OPTIONS, name)) throw unknown(name, `cookie.${name}`);
}

function unknown(name: string, place: string): SessionOptionsError {
  const advice = adviceFor(name, place.startsWith("cookie."), PLACES);
  const all = place.startsWith("cookie.") ? COOKIE_OPTIONS : SESSION_OPTIONS;
  return new SessionOptionsError(
    `${JSON.stringify(place)} is not an option of the session. ${
      advice ?? `The options here are ${Object.keys(all).join(", ")}.`
    }`,
  );
}

/** Whether the session has an option of this name. */
export const isSessionOption = (name: string): boolean => Object.hasOwn(SESSION_OPTIONS, name);
