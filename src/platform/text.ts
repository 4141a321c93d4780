// Compares without leaving early, so that the time tells nothing of the place of the first
// difference. Both texts are base64url of equal length when a signature is genuine.
/** Whether two texts are the same, in time that depends on the length of `a` alone. */
export function constantTimeEqual(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

/** Unpadded base64url of text that is one byte a character. */
export function base64urlOfBinary(binary: string): string {
  const encoded = btoa(binary);
  const end = encoded.indexOf("=");
  const unpadded = end < 0 ? encoded : encoded.slice(0, end);
  if (!unpadded.includes("+") && !unpadded.includes("/")) return unpadded;
  return unpadded.replaceAll("+", "-").replaceAll("/", "_");
}

/** Characters of unpadded base64 text without its trailing `=`, or -1 where no bytes have that length. */
export function unpaddedLength(text: string): number {
  let length = text.length;
  if (length > 0 && text.charCodeAt(length - 1) === 61) length--;
  if (length > 0 && text.charCodeAt(length - 1) === 61) length--;
  return length % 4 === 1 ? -1 : length;
}

// The two characters that the alphabets differ in are rare where text was encoded.
function inStandardAlphabet(encoded: string): string {
  if (!encoded.includes("-") && !encoded.includes("_")) return encoded;
  return encoded.replaceAll("-", "+").replaceAll("_", "/");
}

/** What base64 in either alphabet encodes, one byte a character; `undefined` for what is no base64. */
export function binaryOfBase64(encoded: string): string | undefined {
  const length = unpaddedLength(encoded);
  if (length < 0) return undefined;
  let binary: string;
  try {
    binary = atob(inStandardAlphabet(encoded.slice(0, length)));
  } catch {
    return undefined;
  }
  // atob skips white space; then fewer bytes come out than the length promises.
  return binary.length === (length * 3) >> 2 ? binary : undefined;
}

const BEYOND_ASCII = /[\u0080-\u00ff]/;

/**
 * The text of base64, where it is the plain ASCII that most payloads are: no bytes have to be made
 * in between. `undefined` for any other, good or not.
 */
export function asciiOfBase64(encoded: string): string | undefined {
  const text = binaryOfBase64(encoded);
  return text === undefined || BEYOND_ASCII.test(text) ? undefined : text;
}
