import { deflate } from "#platform";

/**
 * The bytes deflated, where that makes a token shorter; one byte goes to the dot that tells.
 *
 * ItsDangerous: `URLSafeSerializerMixin.dump_payload`.
 */
export function compress(bytes: Uint8Array): Uint8Array | undefined {
  if (isTooShort(bytes)) return undefined;
  const deflated = deflate(bytes);
  return deflated.length < bytes.length - 1 ? deflated : undefined;
}

// Deflating costs more than everything else that a save does, and a short text rarely gets shorter:
// zlib's frame takes 6 bytes, the block 10 bits, the rule asks for 2 bytes less. Up to here only
// repeats can win that back; the table of a code of its own (RFC 1951 section 3.2.7) costs more.
const SHORT_BYTES = 64;
const FRAME_BITS = 66;

// Where each three bytes were last seen, by a hash of them. Marked by the call, so never cleared.
const seen = new Uint32Array(1024);
let call = 0;

/**
 * Whether repeats cannot save enough. A match of n bytes saves at most 8n - 12 bits under the fixed
 * code (RFC 1951 section 3.2.6), and n is at most the positions in a row that repeat, plus two.
 */
function isTooShort(bytes: Uint8Array): boolean {
  if (bytes.length >= SHORT_BYTES) return false;
  call = (call + 1) >>> 0;
  let savedBits = 0;
  let inRepeat = false;
  for (let i = 2; i < bytes.length; i++) {
    const [a, b, c] = [bytes[i - 2] as number, bytes[i - 1] as number, bytes[i] as number];
    const hash = (a * 961 + b * 31 + c) & 1023;
    const repeats = seen[hash] === call;
    if (repeats) savedBits += inRepeat ? 8 : 12;
    inRepeat = repeats;
    seen[hash] = call;
  }
  return savedBits <= FRAME_BITS;
}
