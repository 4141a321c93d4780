import { deflate } from "#platform";

/**
 * Deflates if that shortens the token, counting the leading dot.
 *
 * ItsDangerous: `URLSafeSerializerMixin.dump_payload`.
 */
export function compress(bytes: Uint8Array): Uint8Array | undefined {
  const deflated = deflate(bytes);
  return deflated.length < bytes.length - 1 ? deflated : undefined;
}

// Deflating costs more than everything else that a save does, and a short text rarely gets shorter:
// zlib's frame takes 6 bytes, the block 10 bits, the rule asks for 2 bytes less. Up to here only
// repeats can win that back; the table of a code of its own (RFC 1951 section 3.2.7) costs more.
const SHORT = 64;
const FRAME_BITS = 66;

// Which call last saw each three characters, by a hash of them: never cleared. A mark of long ago that
// is taken for this call's only has more texts deflated.
const seen = new Uint16Array(4096);
let call = 0;

/**
 * Whether a text is ASCII, and too short for its repeats to save enough. A match of n bytes saves at
 * most 8n - 12 bits under the fixed code (RFC 1951 section 3.2.6), and n is at most the positions in
 * a row that repeat, plus two.
 */
export function isTooShort(text: string): boolean {
  if (text.length >= SHORT) return false;
  call = (call + 1) & 0xffff;
  let savedBits = 0;
  let inRepeat = false;
  let all = 0;
  let hash = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    all |= c;
    // Twelve bits, four for each character: those of the fourth last are gone.
    hash = ((hash << 4) ^ c) & 4095;
    const repeats = seen[hash] === call;
    if (repeats) savedBits += inRepeat ? 8 : 12;
    inRepeat = repeats;
    seen[hash] = call;
  }
  return savedBits <= FRAME_BITS && all < 128;
}
