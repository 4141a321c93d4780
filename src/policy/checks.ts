import type { DigestMethod, KeyDerivation } from "../itsdangerous/index.ts";
import { own } from "../json/index.ts";
import { SessionOptionsError } from "../session/index.ts";
import { toSeconds } from "./duration.ts";
import { refuseUnknownSessionOptions } from "./known-options.ts";
import { refuseMissingKey } from "./missing-key.ts";
import type { SessionOptions } from "./options.ts";
import { isPromise } from "./promise.ts";
import { refuseNonOptions } from "./refuse-non-options.ts";

// Records, so that the compiler reports a missing name.
const DIGESTS: Readonly<Record<DigestMethod, true>> = {
  md5: true,
  sha1: true,
  sha224: true,
  sha256: true,
  sha384: true,
  sha512: true,
};
const DERIVATIONS: Readonly<Record<KeyDerivation, true>> = {
  hmac: true,
  "django-concat": true,
  concat: true,
  none: true,
};

function fail(option: string, expected: string, got: unknown): never {
  const shown =
    typeof got === "string" || typeof got === "number" || typeof got === "boolean"
      ? typeof got === "string"
        ? JSON.stringify(got)
        : `${got}`
      : got === null
        ? "null"
        : Array.isArray(got)
          ? "a list"
          : typeof got;
  throw new SessionOptionsError(`${option} expected ${expected}, got ${shown}.`);
}

/** A list of names for a sentence: `"a", "b" or "c"`. */
function oneOf(names: object): string {
  const quoted = Object.keys(names).map((name) => JSON.stringify(name));
  return `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}

/**
 * Rejects at start-up options that would fail, or be ignored by browsers, in production. The keys
 * and the cookie's attributes have checks of their own.
 *
 * @returns the object's own options, in an object that inherits nothing
 * @throws {@link SessionOptionsError}
 */
export function checkOptions(given: SessionOptions): SessionOptions {
  refuseNonOptions(given);
  const options = own(given);
  refuseUnknownSessionOptions(options);
  checkSigning(options);
  const { refreshEachRequest, clockSkewSeconds, allowWeakKey, clock } = options;
  if (typeof refreshEachRequest === "object" || typeof refreshEachRequest === "number")
    toSeconds(refreshEachRequest, "refreshEachRequest");
  else if (refreshEachRequest !== undefined && typeof refreshEachRequest !== "boolean")
    fail("refreshEachRequest", "true, false, seconds or parts of a duration", refreshEachRequest);
  if (
    clockSkewSeconds !== undefined &&
    !(Number.isFinite(clockSkewSeconds) && clockSkewSeconds >= 0)
  )
    fail("clockSkewSeconds", "seconds from 0 on", clockSkewSeconds);
  if (allowWeakKey !== undefined && typeof allowWeakKey !== "boolean")
    fail("allowWeakKey", "true or false", allowWeakKey);
  for (const name of ["clock", "onReject", "onDuplicate", "onError"]) {
    const value: unknown = options[name as keyof SessionOptions];
    if (value !== undefined && typeof value !== "function") fail(name, "a function", value);
  }
  if (clock !== undefined && !Number.isFinite(clock()))
    fail("clock", "a function that returns milliseconds since 1970", clock());
  refuseMissingKey(options);
  return options;
}

function checkSigning(options: SessionOptions): void {
  const { digestMethod, digestMethodFallbacks, keyDerivation, salt, serializer } = options;
  if (salt !== undefined && typeof salt !== "string") fail("salt", "text", salt);
  checkName(DIGESTS, "digestMethod", digestMethod);
  checkName(DERIVATIONS, "keyDerivation", keyDerivation);
  if (digestMethodFallbacks !== undefined) {
    if (!Array.isArray(digestMethodFallbacks))
      fail("digestMethodFallbacks", "a list of digests", digestMethodFallbacks);
    for (const [i, digest] of [...digestMethodFallbacks].entries())
      checkName(DIGESTS, `digestMethodFallbacks[${i}]`, digest ?? null);
  }
  if (
    serializer !== undefined &&
    (typeof serializer?.dumps !== "function" || typeof serializer.loads !== "function")
  )
    fail("serializer", "an object with the methods dumps and loads", serializer);
  if (serializer !== undefined) checkSerializer(serializer);
}

/** A promise would be written as "[object Promise]", and the session would be lost silently. */
function checkSerializer(serializer: NonNullable<SessionOptions["serializer"]>): void {
  const text: unknown = serializer.dumps({});
  refusePromise("serializer.dumps", "text at once", text);
  if (typeof text !== "string") fail("serializer.dumps", "to return text", text);
  refusePromise("serializer.loads", "a value at once", serializer.loads(text));
}

function refusePromise(option: string, expected: string, value: unknown): void {
  if (!isPromise(value)) return;
  throw new SessionOptionsError(`${option} expected to return ${expected}, got a promise.`);
}

function checkName(names: object, option: string, value: unknown): void {
  if (value === undefined) return;
  if (typeof value !== "string" || !Object.hasOwn(names, value)) fail(option, oneOf(names), value);
}
