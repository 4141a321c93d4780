const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

const escapeChar = (char: string): string =>
  ESCAPES[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;

const NEEDS_ASCII = /["\\]|[^\x20-\x7e]/;
const EVERY_ASCII = new RegExp(NEEDS_ASCII, "g");
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON must escape
const NEEDS_RAW = /["\\\x00-\x1f]/;
const EVERY_RAW = new RegExp(NEEDS_RAW, "g");

/**
 * A JSON string as Python's `json.dumps` writes it. With `ensureAscii` everything outside
 * 0x20..0x7e becomes `\uXXXX` in lower case, DEL included and unpaired surrogates kept.
 */
export function quote(text: string, ensureAscii: boolean): string {
  const [needs, every] = ensureAscii ? [NEEDS_ASCII, EVERY_ASCII] : [NEEDS_RAW, EVERY_RAW];
  return needs.test(text) ? `"${text.replace(every, escapeChar)}"` : `"${text}"`;
}
