import { decodeBase64, encodeUtf8 } from "#platform";

export type KeyFormat = "text" | "hex" | "base64" | "python";

const PYTHON: Readonly<Record<string, string>> = {
  ...{ n: "\n", r: "\r", t: "\t", a: "\x07", b: "\b", f: "\f", v: "\v" },
};

/** The key's bytes as the application has them, or `undefined` if the text is not in the chosen format. */
export function readKey(text: string, format: KeyFormat): string | Uint8Array | undefined {
  switch (format) {
    case "hex":
      return /^(?:[0-9a-f]{2})+$/i.test(text.trim()) ? hexBytes(text.trim()) : undefined;
    case "base64":
      return decodeBase64(text.trim());
    case "python":
      return pythonBytes(text.trim());
    default:
      return text.isWellFormed() ? text : undefined;
  }
}

const hexBytes = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Python's `b'...'`, with or without the b and the quotes. */
function pythonBytes(literal: string): Uint8Array {
  const source = literal.replace(/^b?(["'])(.*)\1$/s, "$2");
  const bytes: number[] = [];
  const pieces = /\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|([\s\S]))|[^\\]+|\\/g;
  for (const [plain, hex, octal, char] of source.matchAll(pieces)) {
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 255);
    else bytes.push(...encodeUtf8(char === undefined ? plain : (PYTHON[char] ?? unknown(char))));
  }
  return Uint8Array.from(bytes);
}

// Python keeps the backslash of an unknown escape.
const unknown = (char: string): string => (/["'\\]/.test(char) ? char : `\\${char}`);
