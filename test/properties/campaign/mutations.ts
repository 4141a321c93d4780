// The ways in which somebody without the key can change a token.
import type { Random } from "./random.ts";

/** Makes another token of one, or of two that the same key signed. */
export type Mutation = (token: string, random: Random, other: string) => string;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const replaced = (text: string, at: number, length: number, by: string): string =>
  text.slice(0, at) + by + text.slice(at + length);
const anyPlace = (token: string, random: Random): number => random.below(token.length);
const parts = (token: string): string[] => {
  const all = token.split(".");
  return [all.slice(0, -2).join("."), ...all.slice(-2)];
};
/** One of the three parts by another text. */
function withPart(token: string, which: number, change: (part: string) => string): string {
  return parts(token)
    .map((part, i) => (i === which ? change(part) : part))
    .join(".");
}
/** Another spelling of the last character that has the same bits of bytes. */
const otherLastBits = (part: string, random: Random): string => {
  const last = ALPHABET.indexOf(part.at(-1) ?? "");
  if (last < 0) return part;
  const spare = part.length % 4 === 3 ? 4 : part.length % 4 === 2 ? 16 : 1;
  return part.slice(0, -1) + ALPHABET[last - (last % spare) + random.below(spare)];
};

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  "bit flip": (token, random) => {
    const at = anyPlace(token, random);
    const flipped = token.charCodeAt(at) ^ (1 << random.below(8));
    return replaced(token, at, 1, String.fromCharCode(flipped));
  },
  "base64 character": (token, random) =>
    replaced(token, anyPlace(token, random), 1, random.of(ALPHABET)),
  "any byte": (token, random) =>
    replaced(token, anyPlace(token, random), 1, String.fromCharCode(random.below(256))),
  "any character": (token, random) =>
    replaced(token, anyPlace(token, random), 1, String.fromCharCode(random.below(0x10000))),
  insert: (token, random) =>
    replaced(token, random.below(token.length + 1), 0, String.fromCharCode(random.below(128))),
  delete: (token, random) => replaced(token, anyPlace(token, random), 1 + random.below(3), ""),
  truncate: (token, random) => token.slice(0, anyPlace(token, random)),
  extend: (token, random) => token + random.of(ALPHABET).repeat(1 + random.below(4)),
  case: (token, random) => {
    const at = anyPlace(token, random);
    const char = token[at] as string;
    const upper = char.toUpperCase();
    return replaced(token, at, 1, upper === char ? char.toLowerCase() : upper);
  },
  "last bits": (token, random) =>
    withPart(token, random.below(3), (part) => otherLastBits(part, random)),
  alphabet: (token, random) => {
    const which = random.below(3);
    return withPart(token, which, (part) => part.replaceAll("-", "+").replaceAll("_", "/"));
  },
  padding: (token, random) =>
    withPart(token, random.below(3), (part) => part + "=".repeat(1 + random.below(3))),
  "garbage in base64": (token, random) =>
    withPart(token, random.below(3), (part) =>
      replaced(
        part,
        random.below(part.length + 1),
        0,
        random.of(" !~*\t\n=é").repeat(1 + random.below(4)),
      ),
    ),
  dots: (token, random) => replaced(token, anyPlace(token, random), random.below(2), "."),
  "part of another": (token, random, other) => {
    const which = random.below(3);
    return withPart(token, which, () => parts(other)[which] as string);
  },
  reorder: (token, random) => {
    const all = parts(token);
    const [moved = ""] = all.splice(random.below(3), 1);
    all.splice(random.below(3), 0, moved);
    return all.join(".");
  },
  splice: (token, random, other) =>
    token.slice(0, anyPlace(token, random)) + other.slice(anyPlace(other, random)),
  nesting: (token, random, other) =>
    random.below(2) ? `${token}.${parts(other)[2]}` : `${parts(token)[0]}.${other}`,
  timestamp: (token, random) =>
    withPart(token, 1, (part) => {
      const bytes = Buffer.from(part, "base64url");
      if (bytes.length < 4) return `${part}A`;
      const later = bytes.readUInt32BE(0) + random.below(100_000) - 50_000;
      bytes.writeUInt32BE(later >>> 0, 0);
      return (random.below(4) ? "" : "AA") + bytes.toString("base64url");
    }),
  "no signature": (token, random) => {
    const [payload, timestamp] = parts(token);
    return random.of([
      `${payload}.${timestamp}.`,
      `${payload}.${timestamp}`,
      `${payload}..`,
      `${payload}`,
    ]);
  },
  percent: (token, random) => {
    const at = anyPlace(token, random);
    const code = token.charCodeAt(at).toString(16);
    return replaced(token, at, 1, `%${random.below(2) ? code : code.toUpperCase()}`);
  },
  "compression dot": (token) => (token.startsWith(".") ? token.slice(1) : `.${token}`),
  "doubled piece": (token, random) => {
    const at = anyPlace(token, random);
    return replaced(token, at, 0, token.slice(at, at + 1 + random.below(8)));
  },
};
