import { decodeBase64, encodeBase64url, encodeUtf8 } from "#platform";

/** Text as UTF-8, bytes as they are. ItsDangerous: `want_bytes`. */
export function wantBytes(value: string | Uint8Array, name: string): Uint8Array {
  if (typeof value !== "string") return value;
  if (!value.isWellFormed())
    throw new TypeError(
      `${name} expected text that UTF-8 can hold, got an unpaired surrogate. Pass bytes instead.`,
    );
  return encodeUtf8(value);
}

/** Splits at the last separator. Bytes come back as bytes, and the part after it always as text. */
export function rsplit<T extends string | Uint8Array>(
  signed: T,
  sep: string,
): [value: T, last: string] | undefined {
  if (typeof signed === "string") {
    const at = signed.lastIndexOf(sep);
    if (at < 0) return undefined;
    return [signed.slice(0, at) as T, signed.slice(at + sep.length)];
  }
  // One character a byte: what follows the last separator is ASCII or no signature.
  const binary = toBinary(signed);
  const binarySep = toBinary(encodeUtf8(sep));
  const at = binary.lastIndexOf(binarySep);
  if (at < 0) return undefined;
  return [signed.slice(0, at) as T, binary.slice(at + binarySep.length)];
}

function toBinary(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** `value`, separator and `last` as one, of the type of `value`. */
export function join<T extends string | Uint8Array>(value: T, sep: string, last: string): T {
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

/** The seconds again. `undefined` when it is not base64 of at most 8 bytes. */
export function decodeTimestamp(text: string): number | undefined {
  // Six characters are four bytes, as they have been since 1970 and will be until 2106.
  if (text.length === 6 && !/[^\w-]/.test(text)) return decodeFourBytes(text);
  const bytes = decodeBase64(text);
  if (bytes === undefined || bytes.length > 8) return undefined;
  return bytes.reduce((seconds, byte) => seconds * 256 + byte, 0);
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DIGIT_OF: Uint8Array = new Uint8Array(128);
for (let i = 0; i < DIGITS.length; i++) DIGIT_OF[DIGITS.charCodeAt(i)] = i;

/** Six base64url digits as a number, less the four bits that are beyond the last byte. */
function decodeFourBytes(text: string): number {
  let bits = 0;
  for (let i = 0; i < 6; i++) bits = bits * 64 + (DIGIT_OF[text.charCodeAt(i)] as number);
  return Math.floor(bits / 16);
}
