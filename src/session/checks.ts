import { CookieWriter } from "../http/index.ts";
import { toSeconds } from "./duration.ts";
import { SessionOptionsError } from "./errors.ts";
import type { CookieOptions, SessionOptions } from "./options.ts";
import { refuseWeakKey } from "./weak-keys.ts";

function fail(message: string): never {
  throw new SessionOptionsError(message);
}

/**
 * Finds at start-up what would otherwise fail, or be dropped by browsers, once there are visitors.
 *
 * @throws {@link SessionOptionsError}
 */
export function checkOptions(options: SessionOptions): void {
  const { secretKey, secretKeyFallbacks, clockSkewSeconds = 0, refreshEachRequest } = options;
  if (secretKey != null) checkKey(secretKey, "secretKey", options.allowWeakKey ?? false);
  if (secretKeyFallbacks != null) {
    // Flask takes a string for a list of one-character keys, and so accepts cookies anybody can sign.
    if (!Array.isArray(secretKeyFallbacks))
      fail(
        `secretKeyFallbacks expected a list of keys, got ${typeof secretKeyFallbacks}. Put brackets around a single one.`,
      );
    for (const [i, key] of secretKeyFallbacks.entries())
      if (key != null) checkKey(key, `secretKeyFallbacks[${i}]`, options.allowWeakKey ?? false);
    if (secretKey == null && secretKeyFallbacks.some((key) => key != null))
      fail("secretKey expected a key to sign with, got only secretKeyFallbacks, which never sign.");
  }
  if (typeof refreshEachRequest === "object" || typeof refreshEachRequest === "number")
    toSeconds(refreshEachRequest, "refreshEachRequest");
  if (!(clockSkewSeconds >= 0))
    fail(`clockSkewSeconds expected seconds from 0 on, got ${clockSkewSeconds}.`);
}

function checkKey(key: unknown, option: string, allowWeakKey: boolean): void {
  if (typeof key !== "string" && !(key instanceof Uint8Array))
    throw new SessionOptionsError(`${option} expected text or bytes, got ${typeof key}.`);
  if (key.length === 0)
    throw new SessionOptionsError(`${option} expected a key, got an empty one.`);
  refuseWeakKey(key, option, allowWeakKey);
}

/** What a session's cookie is called and how it is written, over https and over http. */
export interface CookieSettings {
  readonly name: string;
  readonly secure: CookieWriter;
  readonly plain: CookieWriter;
}

const SAME_SITES: readonly unknown[] = ["Strict", "Lax", "None", null];

/** @throws {@link SessionOptionsError} for what browsers refuse without telling the server */
export function cookieSettings(options: CookieOptions): CookieSettings {
  const { name = "session", secure = "auto", sameSite = "Lax", ...attributes } = options;
  if (!SAME_SITES.includes(sameSite))
    fail(
      `cookie.sameSite expected "Strict", "Lax", "None" or null, got ${JSON.stringify(sameSite)}.`,
    );
  if (secure !== true && secure !== false && secure !== "auto")
    fail(`cookie.secure expected true, false or "auto", got ${JSON.stringify(secure)}.`);
  const needsSecure =
    sameSite === "None"
      ? 'sameSite "None"'
      : attributes.partitioned
        ? "partitioned"
        : /^__(?:Host|Secure)-/.test(name)
          ? `the name "${name}"`
          : undefined;
  if (needsSecure !== undefined && secure !== true)
    fail(
      `cookie.secure expected true, because browsers drop a cookie with ${needsSecure} without it.`,
    );
  if (name.startsWith("__Host-") && (attributes.domain || (attributes.path ?? "/") !== "/"))
    fail(`cookie "${name}" expected no domain and the path "/": browsers drop it otherwise.`);
  try {
    const writer = (isSecure: boolean): CookieWriter =>
      new CookieWriter(name, { ...attributes, sameSite, secure: isSecure });
    return { name, secure: writer(secure !== false), plain: writer(secure === true) };
  } catch (error) {
    throw new SessionOptionsError((error as Error).message, { cause: error });
  }
}
