import { decodeBase64, encodeBase64url, encodeUtf8 } from "#platform";
import { BadData } from "./errors.ts";

/**
 * Text as UTF-8, bytes as they are.
 *
 * ItsDangerous: `want_bytes`.
 *
 * @param value - text or bytes
 * @param name - the name of the value in errors. Default `"value"`.
 * @example
 * ```ts
 * import { wantBytes } from "dewar/itsdangerous";
 *
 * wantBytes("mañana").length; // 7
 * ```
 * @throws {@link TypeError} for half of a surrogate pair, which UTF-8 cannot represent
 */
export function wantBytes(value: string | Uint8Array, name = "value"): Uint8Array {
  if (typeof value !== "string") return value;
  if (!value.isWellFormed())
    throw new TypeError(
      `${name} expected text that UTF-8 can hold, got an unpaired surrogate. Pass bytes instead.`,
    );
  return encodeUtf8(value);
}

/**
 * Text or bytes as base64url without padding, the form of every part of a token.
 *
 * ItsDangerous: `base64_encode`.
 *
 * @example
 * ```ts
 * import { base64Encode } from "dewar/itsdangerous";
 *
 * base64Encode("tomorrow"); // "dG9tb3Jyb3c"
 * ```
 */
export function base64Encode(value: string | Uint8Array): string {
  return encodeBase64url(wantBytes(value));
}

/**
 * Decodes base64, in either alphabet, with or without padding. Python also skips characters that are
 * not base64; here they are an error.
 *
 * ItsDangerous: `base64_decode`.
 *
 * @example
 * ```ts
 * import { base64Decode } from "dewar/itsdangerous";
 *
 * new TextDecoder().decode(base64Decode("dG9tb3Jyb3c")); // "tomorrow"
 * ```
 * @throws {@link BadData} if it is not base64
 */
export function base64Decode(encoded: string): Uint8Array {
  const bytes = decodeBase64(encoded);
  if (bytes === undefined) throw new BadData("Invalid base64-encoded data");
  return bytes;
}

/** The position of the last separator, or -1. */
export function lastIndexOfSep(signed: string | Uint8Array, sep: string): number {
  if (typeof signed === "string") return signed.lastIndexOf(sep);
  return toBinary(signed).lastIndexOf(toBinary(encodeUtf8(sep)));
}

/** The text after the separator at `at`. It is ASCII, or not a signature. */
export function sliceAfterSep(signed: string | Uint8Array, at: number, sep: string): string {
  if (typeof signed === "string") return signed.slice(at + sep.length);
  return toBinary(signed.subarray(at + encodeUtf8(sep).length));
}

/** One character a byte. */
function toBinary(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** `value`, separator and `last` joined, in the type of `value`. */
export function appendPart<T extends string | Uint8Array>(value: T, sep: string, last: string): T {
  if (typeof value === "string") return (value + sep + last) as T;
  const tail = encodeUtf8(sep + last);
  const joined = new Uint8Array(value.length + tail.length);
  joined.set(value);
  joined.set(tail, value.length);
  return joined as T;
}

/** Seconds since 1970 as the fewest big-endian bytes, in base64url; 0 is the empty text. */
export function encodeTimestamp(seconds: number): string {
  const bytes: number[] = [];
  for (let rest = seconds; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return encodeBase64url(Uint8Array.from(bytes));
}

/** Reads the seconds back. `undefined` if the text is not base64 of at most 8 bytes. */
export function decodeTimestamp(text: string): number | undefined {
  // Six characters are four bytes, the usual length until 2106.
  const seconds = text.length === 6 ? decodeFourBytes(text) : undefined;
  if (seconds !== undefined) return seconds;
  const bytes = decodeBase64(text);
  if (bytes === undefined || bytes.length > 8) return undefined;
  return bytes.reduce((seconds, byte) => seconds * 256 + byte, 0);
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DIGIT_OF: Uint8Array = new Uint8Array(128).fill(64);
for (let i = 0; i < DIGITS.length; i++) DIGIT_OF[DIGITS.charCodeAt(i)] = i;

/** Six base64url digits as a number, without the four bits after the last byte. */
function decodeFourBytes(text: string): number | undefined {
  let bits = 0;
  for (let i = 0; i < 6; i++) {
    const digit = DIGIT_OF[text.charCodeAt(i)] ?? 64;
    if (digit === 64) return undefined;
    bits = bits * 64 + digit;
  }
  return Math.floor(bits / 16);
}
