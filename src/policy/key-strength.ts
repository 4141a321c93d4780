const UTF8 = new TextDecoder();

/** How many bits a key needs by the frequencies of its characters; random ones of 16 bytes have more. */
export const MIN_KEY_BITS = 48;
/** How long a key has to be. */
export const MIN_KEY_BYTES = 16;

/** What makes a key easy to guess, as far as the key alone tells; `undefined` when nothing does. */
export type KeyWeakness =
  | { kind: "well-known" }
  | { kind: "short"; length: number }
  | { kind: "one-byte" }
  | { kind: "repetitive"; bits: number };

/**
 * What makes a key easy to guess. Keys are compared as an attacker would try them: text or its bytes,
 * in any case, with white space around it, and with zero bytes at its end, which HMAC adds anyway.
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

/** A key without what makes no difference to somebody who guesses: case, and what stands around it. */
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
 * Without the zero bytes that pad a key. A few may be random; four in a row at the end of a random
 * key are one in four thousand million.
 */
function withoutZeros(symbols: readonly (string | number)[]): readonly (string | number)[] {
  let end = symbols.length;
  while (end > 0 && (symbols[end - 1] === 0 || symbols[end - 1] === "\0")) end--;
  return symbols.length - end >= 4 ? symbols.slice(0, end) : symbols;
}

/** Shannon's, in bits: what the frequencies alone allow. */
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
