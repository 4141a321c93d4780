import {
  isSignedBy,
  type Parts,
  type Payload,
  type Profile,
  readPayload,
  split,
  type Unreadable,
} from "../../token/index.ts";
import type { NamedKey } from "../input/secret-keys.ts";
import { agoInWords, inWords } from "../time.ts";
import { diagnose } from "./diagnosis.ts";
import type { Diagnosis } from "./reason.ts";

/** The result of verifying. */
export interface Verdict {
  readonly verified: boolean;
  /** Whether the signature is right, even if the time or the payload is not. */
  readonly signatureValid: boolean;
  readonly reason: Diagnosis["reason"] | "valid" | "expired" | "clock-ahead";
  readonly message: string;
  readonly fix?: string;
  /** The name of the key that verified it. */
  readonly key?: string;
  readonly parts: Parts;
  readonly payload: Payload | Unreadable;
}

export interface Limits {
  /** Seconds; `undefined`: any age. */
  readonly maxAge: number | undefined;
  readonly clockSkewSeconds: number;
  readonly now: number;
}

/** Verifies a token of the expected kind. If that fails, finds out why. */
export function verdictOn(
  value: string,
  keys: readonly NamedKey[],
  expected: Profile,
  limits: Limits,
): Verdict {
  const parts = split(value);
  const payload = readPayload(parts);
  const key = keys.find((each) => isSignedBy(parts, each.key, expected))?.name;
  if (key === undefined)
    return {
      ...{ verified: false, signatureValid: false, parts, payload },
      ...diagnose(parts, payload, keys, expected),
    };
  const refusal = misfit(parts, expected) ?? refuse(parts, payload, expected, limits);
  return {
    ...{ verified: refusal === undefined, signatureValid: true, key, parts, payload },
    ...(refusal ?? { reason: "valid", message: `This is ${expected.title}, signed with ${key}.` }),
  };
}

/** The signature is right, but the shape is wrong: Flask accepts no session without a time. */
function misfit(
  { shape }: Parts,
  expected: Profile,
): Pick<Verdict, "reason" | "message" | "fix"> | undefined {
  if (expected.shapes.includes(shape)) return undefined;
  return {
    reason: "malformed",
    message: `The signature is right, but ${expected.title} has a time between payload and signature, and here there is none that can be read.`,
    fix: "Make it with URLSafeTimedSerializer, as dewar sign does.",
  };
}

function refuse(
  { timestamp }: Parts,
  payload: Payload | Unreadable,
  expected: Profile,
  { maxAge, clockSkewSeconds, now }: Limits,
): Pick<Verdict, "reason" | "message" | "fix"> | undefined {
  if (timestamp !== undefined && maxAge !== undefined) {
    const age = now - timestamp;
    if (age > maxAge)
      return {
        reason: "expired",
        message: `The signature is right, but it expired ${agoInWords(age - maxAge)}: it is valid for ${inWords(maxAge)}.`,
        fix: "Log in again, or raise the lifetime (PERMANENT_SESSION_LIFETIME; here: --max-age).",
      };
    if (age < -clockSkewSeconds)
      return {
        reason: "clock-ahead",
        message: `The signature is right, but from the future: the clock of the host that signed is ${inWords(age)} ahead of this one.`,
        fix: "Synchronise both clocks (NTP). clockSkewSeconds allows for a few seconds.",
      };
  }
  if (!("problem" in payload)) return undefined;
  // Flask-Session signs an id, and Signer signs anything at all.
  if (expected.id === "flask-session" || expected.id === "signer") return undefined;
  return {
    reason: "malformed",
    message: `The signature is right, but the payload cannot be read: ${payload.problem}. Flask answers such a cookie with 500.`,
    fix: "Delete the cookie, then find out what else signs with this key and salt.",
  };
}
