import { isSignedBy, type Parts, type Profile, SIGNATURE_LENGTHS } from "../../token/index.ts";
import type { NamedKey } from "../input/secret-keys.ts";
import type { Diagnosis } from "./reason.ts";

// Browsers keep 4096 bytes of a cookie, name and attributes included (RFC 6265 section 6.1).
const NEARLY_TOO_LONG = 3900;
const REMEMBER_LENGTH = 128;

/** Finds out whether a cookie is cut off, or has extra characters at its end. */
export function findDamage(
  parts: Parts,
  keys: readonly NamedKey[],
  expected: Profile,
): Diagnosis | undefined {
  const { shape, signature, signed } = parts;
  const usual = shape === "remember" ? [REMEMBER_LENGTH] : Object.values(SIGNATURE_LENGTHS);
  if ((usual as number[]).includes(signature.length)) return undefined;
  const whole = usual.find(
    (length) =>
      signature.length > length &&
      keys.some(({ key }) =>
        isSignedBy({ ...parts, signature: signature.slice(0, length) }, key, expected),
      ),
  );
  if (whole !== undefined)
    return {
      reason: "malformed",
      message: `Its signature is right, but followed by ${signature.length - whole} extra characters.`,
      fix: "Remove them: more than the cookie's value was copied.",
    };
  const length = signed.length + 1 + signature.length;
  if (shape === "bare" && !looksLikePayload(parts.payload))
    return {
      reason: "malformed",
      message: `Expected ${expected.title}, which has parts joined by dots; got ${length - 1} characters that do not look like it.`,
      fix: "Copy the cookie's value again, from the browser's storage view or a Cookie: line.",
    };
  const tooLong = length >= NEARLY_TOO_LONG;
  return {
    reason: "truncated",
    message:
      shape === "bare"
        ? "It is cut off within its payload: there is no signature."
        : `It is cut off within its signature or time: it has ${signature.length} characters after the last dot, a SHA-1 signature has ${SIGNATURE_LENGTHS.sha1}.`,
    fix: tooLong
      ? "Store less in the session: browsers and proxies keep about 4096 bytes of a cookie."
      : "Copy the whole value: it has two dots, or three when it begins with one.",
  };
}

/** Whether it begins like a JSON object in base64url, or like a compressed payload. */
const looksLikePayload = (text: string): boolean => /^(?:eyJ|e30|\.eJ)/.test(text);
