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

/** A float as Python's `repr()` writes it: `1.0`, `1e-07`, `1e+16`, `NaN`. */
export function floatRepr(value: number): string {
  if (!Number.isFinite(value))
    return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const [mantissa = "", exponentText] = Math.abs(value).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const exponent = Number(exponentText);
  const sign = value < 0 ? "-" : "";
  // Python leaves positional notation outside 1e-4 <= |x| < 1e16 and writes two exponent digits.
  if (exponent < -4 || exponent >= 16) {
    const size = String(Math.abs(exponent)).padStart(2, "0");
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
    return `${sign}${digits[0]}${fraction}e${exponent < 0 ? "-" : "+"}${size}`;
  }
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = exponent + 1;
  if (digits.length <= whole) return `${sign}${digits.padEnd(whole, "0")}.0`;
  return `${sign}${digits.slice(0, whole)}.${digits.slice(whole)}`;
}

const SURROGATE = /[\ud800-\udfff]/;

function compareCodePoints(a: string, b: string): number {
  const left = Array.from(a, (char) => char.codePointAt(0) as number);
  const right = Array.from(b, (char) => char.codePointAt(0) as number);
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = (left[i] as number) - (right[i] as number);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/**
 * Sorts in place by code point, as Python sorts strings. JavaScript sorts by UTF-16 unit, which differs
 * only if there are surrogates.
 */
export function sortByCodePoint(keys: string[]): string[] {
  return keys.some((key) => SURROGATE.test(key)) ? keys.sort(compareCodePoints) : keys.sort();
}
