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

// Deflating costs more than all other work of a save, and rarely makes a short text shorter: zlib's
// frame takes 6 bytes and the block 10 bits, and the result must be 2 bytes shorter. For a short text,
// only repeats can save that much; a code of its own (RFC 1951 section 3.2.7) needs a longer table.
const SHORT = 64;
const FRAME_BITS = 66;

// Which call last saw each three characters, by their hash. The table is never cleared. If a mark from
// an earlier call is taken for one of this call, the only effect is that more texts are deflated.
const seen = new Uint16Array(4096);
let call = 0;

/**
 * Whether a text is ASCII and too short for its repeats to save enough. A match of n bytes saves at
 * most 8n - 12 bits with the fixed code (RFC 1951 section 3.2.6). n is at most two more than the number
 * of repeated positions in a row.
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
