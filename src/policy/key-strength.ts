const UTF8 = new TextDecoder();

/** The bits that a key needs, estimated from how often each character occurs. 16 random bytes have more. */
export const MIN_KEY_BITS = 48;
/** The minimum length of a key. */
export const MIN_KEY_BYTES = 16;

/** Why a key is easy to guess, judged by the key alone; `undefined` if it is not. */
export type KeyWeakness =
  | { kind: "well-known" }
  | { kind: "short"; length: number }
  | { kind: "one-byte" }
  | { kind: "repetitive"; bits: number };

/**
 * Why a key is easy to guess. Keys are compared as an attacker would try them: as text or as its
 * bytes, in any case, with white space around it, and with zero bytes at its end, which HMAC adds
 * anyway.
 *
 * @param known - well-known keys, each as {@link comparableKey} gives it
 */
export function weaknessOf(
  key: string | Uint8Array,
  known: ReadonlySet<string>,
): KeyWeakness | undefined {
  if (spellings(key).some((each) => known.has(comparableKey(each)))) return { kind: "well-known" };
  const symbols: (string | number)[] = [...key];
  const used = withoutZeros(symbols);
  if (new Set(used).size <= 1 && symbols.length > 1) return { kind: "one-byte" };
  if (used.length < MIN_KEY_BYTES) return { kind: "short", length: used.length };
  const bits = Math.floor(used.length * entropyPerSymbol(used));
  return bits < MIN_KEY_BITS ? { kind: "repetitive", bits } : undefined;
}

/** A key without the differences that do not stop a guess: case, and white space around it. */
export const comparableKey = (key: string): string =>
  key
    .replace(/[\s\0]+$/, "")
    .trimStart()
    .toLowerCase();

/** Bytes may be text in UTF-8, or Python's bytes, which are written as Latin-1. */
function spellings(key: string | Uint8Array): string[] {
  if (typeof key === "string") return [key];
  return [UTF8.decode(key), String.fromCharCode(...key.subarray(0, 1024))];
}

/**
 * The key without the zero bytes that pad it. A random key may end in a few zero bytes; that it ends in
 * four has a chance of one in four thousand million.
 */
function withoutZeros(symbols: readonly (string | number)[]): readonly (string | number)[] {
  let end = symbols.length;
  while (end > 0 && (symbols[end - 1] === 0 || symbols[end - 1] === "\0")) end--;
  return symbols.length - end >= 4 ? symbols.slice(0, end) : symbols;
}

/** Shannon's entropy in bits, from the frequencies of the characters. */
function entropyPerSymbol(symbols: readonly unknown[]): number {
  const counts = new Map<unknown, number>();
  for (const each of symbols) counts.set(each, (counts.get(each) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / symbols.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}
