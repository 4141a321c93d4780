// It does not stop at the first difference, so the time does not show where that is. If a signature is
// right, both texts are base64url of equal length.
/** Whether two texts are the same, in time that depends on the length of `a` alone. */
export function constantTimeEqual(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

/** Unpadded base64url of a text with one byte a character. */
export function base64urlOfBinary(binary: string): string {
  const encoded = btoa(binary);
  const end = encoded.indexOf("=");
  const unpadded = end < 0 ? encoded : encoded.slice(0, end);
  if (!unpadded.includes("+") && !unpadded.includes("/")) return unpadded;
  return unpadded.replaceAll("+", "-").replaceAll("/", "_");
}

/** The length of a base64 text without its trailing `=`, or -1 if no bytes give that length. */
export function unpaddedLength(text: string): number {
  let length = text.length;
  if (length > 0 && text.charCodeAt(length - 1) === 61) length--;
  if (length > 0 && text.charCodeAt(length - 1) === 61) length--;
  return length % 4 === 1 ? -1 : length;
}

// The alphabets differ in two characters, which are rare in encoded text.
function inStandardAlphabet(encoded: string): string {
  if (!encoded.includes("-") && !encoded.includes("_")) return encoded;
  return encoded.replaceAll("-", "+").replaceAll("_", "/");
}

/** Decodes base64 in either alphabet, to one byte a character; `undefined` if it is not base64. */
export function binaryOfBase64(encoded: string): string | undefined {
  const length = unpaddedLength(encoded);
  if (length < 0) return undefined;
  let binary: string;
  try {
    binary = atob(inStandardAlphabet(encoded.slice(0, length)));
  } catch {
    return undefined;
  }
  // atob skips white space. Then there are fewer bytes than the length requires.
  return binary.length === (length * 3) >> 2 ? binary : undefined;
}

const BEYOND_ASCII = /[\u0080-\u00ff]/;

/**
 * Decodes base64 to text directly, without bytes in between, if the result is plain ASCII, as in most
 * payloads. Otherwise `undefined`, whether it is base64 or not.
 */
export function asciiOfBase64(encoded: string): string | undefined {
  const text = binaryOfBase64(encoded);
  return text === undefined || BEYOND_ASCII.test(text) ? undefined : text;
}
