import type { SecretKey } from "../itsdangerous/index.ts";
import { own } from "../json/index.ts";
import { SessionOptionsError } from "../session/index.ts";
import { DEFAULTS } from "./defaults.ts";
import type { RetiredKey, SessionOptions } from "./options.ts";
import { refuseWeakKey } from "./weak-keys.ts";

/** The keys of a session's cookies, oldest to newest: the last one signs. */
export interface SessionKeys {
  readonly keys: readonly SecretKey[];
  /** For each key, at the same position: the second since 1970 before which it signed, if there is one. */
  readonly signedBefore: readonly (number | undefined)[];
}

type Fallback = NonNullable<NonNullable<SessionOptions["secretKeyFallbacks"]>[number]>;

/**
 * The keys from the options, checked.
 *
 * @param options - own members only
 * @returns `undefined` if there is no key
 * @throws {@link SessionOptionsError}
 */
export function keysOf(options: SessionOptions): SessionKeys | undefined {
  const { secretKey, secretKeyFallbacks, allowWeakKey = DEFAULTS.allowWeakKey } = options;
  if (secretKey != null) checkKey(secretKey, "secretKey", allowWeakKey);
  // Flask reads a string as a list of one-character keys, and then accepts cookies that anyone can sign.
  if (secretKeyFallbacks != null && !Array.isArray(secretKeyFallbacks))
    throw new SessionOptionsError(
      `secretKeyFallbacks expected a list of keys, got ${typeof secretKeyFallbacks}. Put brackets around a single one.`,
    );
  const retired = [...(secretKeyFallbacks ?? [])]
    .map((fallback, i) => retiredKey(fallback, `secretKeyFallbacks[${i}]`, allowWeakKey))
    .filter((each) => each !== undefined);
  if (secretKey == null) {
    if (retired.length === 0) return undefined;
    throw new SessionOptionsError(
      "secretKey expected a key to sign with, got only secretKeyFallbacks, which never sign.",
    );
  }
  return {
    keys: [...retired.map(({ key }) => key), secretKey],
    signedBefore: retired.map(({ signedBefore }) => signedBefore),
  };
}

function retiredKey(
  fallback: Fallback | null | undefined,
  option: string,
  allowWeakKey: boolean,
): { key: SecretKey; signedBefore: number | undefined } | undefined {
  if (fallback == null) return undefined;
  if (!isRetiredKey(fallback)) {
    checkKey(fallback, option, allowWeakKey);
    return { key: fallback, signedBefore: undefined };
  }
  const { key, signedBefore, ...others } = own(fallback);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new SessionOptionsError(
      `${option} expected a key, or { key, signedBefore }, got a member called ${JSON.stringify(unknown)}.`,
    );
  // A Date of another realm is a Date, too.
  const time =
    Object.prototype.toString.call(signedBefore) === "[object Date]"
      ? Number(signedBefore)
      : Number.NaN;
  if (Number.isNaN(time))
    throw new SessionOptionsError(
      `${option}.signedBefore expected a valid Date, the moment when the key stopped signing, got ${
        signedBefore instanceof Date ? "an invalid one" : typeof signedBefore
      }.`,
    );
  if (key == null) return undefined;
  checkKey(key, `${option}.key`, allowWeakKey);
  // Cookies have whole seconds: one of the same second may have been signed later in that second.
  return { key, signedBefore: Math.floor(time / 1000) };
}

const isRetiredKey = (fallback: Fallback): fallback is RetiredKey =>
  typeof fallback === "object" && !(fallback instanceof Uint8Array) && !Array.isArray(fallback);

function checkKey(key: unknown, option: string, allowWeakKey: boolean): void {
  if (typeof key !== "string" && !(key instanceof Uint8Array))
    throw new SessionOptionsError(
      `${option} expected text or bytes, got ${Array.isArray(key) ? "a list" : typeof key}.`,
    );
  if (key.length === 0)
    throw new SessionOptionsError(`${option} expected a key, got an empty one.`);
  refuseWeakKey(key, option, allowWeakKey);
}
