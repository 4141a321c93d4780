import { KNOWN_KEYS } from "./known-keys.ts";
import { type Finding, finding } from "./rules.ts";

const known = new Set<string>(KNOWN_KEYS);
const MIN_CHARACTERS = 16;
// This is an upper bound, from the frequencies of the characters. A real key should have 128 random bits.
const MIN_BITS = 64;

/** Examines whether a key can be guessed. The finding names the variable and never the key. */
export function checkKey(key: string, variable: string): Finding | undefined {
  const fix = `Make one with dewar keygen --env ${variable.replace(/\W.*$/, "")}; dewar rotate keeps visitors logged in.`;
  if (known.has(key) || known.has(key.toLowerCase()))
    return finding(
      "key-known",
      "error",
      `${variable} holds a well-known key.`,
      `${fix} Do not keep the old one as a fallback.`,
    );
  if (key.length < MIN_CHARACTERS)
    return finding(
      "key-short",
      "error",
      `${variable} has ${key.length} characters of at least ${MIN_CHARACTERS}.`,
      fix,
    );
  const bits = Math.floor(key.length * entropyPerCharacter(key));
  if (bits < MIN_BITS)
    return finding(
      "key-short",
      "warning",
      `${variable} is long, but repeats itself: ${bits} bits at most, by how often each character occurs.`,
      fix,
    );
  return undefined;
}

/** Shannon's entropy in bits, from the frequencies of the characters. */
function entropyPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / text.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}
