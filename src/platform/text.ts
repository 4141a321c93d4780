// Compares without leaving early, so that the time tells nothing of the place of the first
// difference. Both texts are base64url of equal length when a signature is genuine.
/** Whether two texts are the same, in time that depends on the length of `a` alone. */
export function constantTimeEqual(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

/** Characters of unpadded base64 text without its trailing `=`, or -1 where no bytes have that length. */
export function unpaddedLength(text: string): number {
  let length = text.length;
  if (length > 0 && text.charCodeAt(length - 1) === 61) length--;
  if (length > 0 && text.charCodeAt(length - 1) === 61) length--;
  return length % 4 === 1 ? -1 : length;
}
