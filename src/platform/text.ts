// Compares without leaving early, so that the time tells nothing of the place of the first
// difference. Both texts are base64url of equal length when a signature is genuine.
/** Whether two texts are the same, in time that depends on the length of `a` alone. */
export function constantTimeEqual(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

/** Unpadded base64url of ASCII text: `btoa` makes it without any bytes in between. */
export function base64urlOfAscii(text: string): string {
  const encoded = btoa(text);
  const end = encoded.indexOf("=");
  const unpadded = end < 0 ? encoded : encoded.slice(0, end);
  // Of ASCII text, base64 has them rarely.
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

const BEYOND_ASCII = /[\u0080-\u00ff]/;

/**
 * The text of base64, where it is the plain ASCII that most payloads are: `atob` makes text of it
 * without any bytes in between. `undefined` for any other, good or not: {@link unpaddedLength} and
 * bytes decide then.
 */
export function asciiOfBase64(encoded: string): string | undefined {
  // Of base64url, atob knows all but two characters, and ASCII text has them rarely.
  if (encoded.includes("-") || encoded.includes("_")) return undefined;
  let text: string;
  try {
    text = atob(encoded);
  } catch {
    return undefined;
  }
  // atob skips white space; then fewer bytes come out than the length promises.
  if (text.length !== (unpaddedLength(encoded) * 3) >> 2) return undefined;
  return BEYOND_ASCII.test(text) ? undefined : text;
}
