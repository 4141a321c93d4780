import type { SecretKey } from "../../itsdangerous/index.ts";

/** A variant of the given key, and how it differs. */
export interface KeyVariant {
  readonly key: SecretKey;
  /** Completes "It was signed with SECRET_KEY ...". */
  readonly difference: string;
  readonly fix: string;
}

/** The changes that happen to keys between a file, a shell, a dashboard and an application. */
export function keyVariants(key: string): KeyVariant[] {
  const variants: (KeyVariant | false)[] = [
    {
      key: `${key}\n`,
      difference: "with a line break at its end",
      fix: "The application reads its key from a file without stripping it: strip it there, or add the line break here.",
    },
    key !== key.trim() && {
      key: key.trim(),
      difference: "without the white space around it",
      fix: "Remove the spaces or line breaks around the key here.",
    },
    /^(["']).*\1$/s.test(key) && {
      key: key.slice(1, -1),
      difference: "without the quotes around it",
      fix: "Remove the quotes: whatever set the variable has kept them in the value.",
    },
    {
      key: `"${key}"`,
      difference: "with quotes around it",
      fix: "The application's variable has quotes in its value, which `docker run --env-file` keeps: remove them there, or add them here.",
    },
    /^(?:[0-9a-f]{2})+$/i.test(key) && {
      key: Buffer.from(key, "hex"),
      difference: "with its hex digits decoded to bytes",
      fix: "The application decodes the key, as bytes.fromhex() does: decode it here too, Buffer.from(key, 'hex').",
    },
    /^[\w+/-]+={0,2}$/.test(key) && {
      key: Buffer.from(key, "base64"),
      difference: "with its base64 decoded to bytes",
      fix: "The application decodes the key, as base64.b64decode() does: decode it here too, Buffer.from(key, 'base64').",
    },
    /\\/.test(key) && {
      key: Buffer.from(unescaped(key.replace(/^b?(["'])(.*)\1$/s, "$2")), "latin1"),
      difference: "with its backslashes read as in Python's b'...'",
      fix: "The application has the key in its source, as a bytes literal: pass those bytes here, not the source text.",
    },
    /[^\0-\x7f]/.test(key) && {
      key: Buffer.from(key, "latin1"),
      difference: "encoded in Latin-1",
      fix: "Both sides must encode the key in the same way: use a key of ASCII characters, such as dewar keygen makes.",
    },
  ];
  return variants.filter((variant) => variant !== false && variant.key.length > 0) as KeyVariant[];
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
};

function unescaped(source: string): string {
  return source.replace(/\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|(.))/gs, (_, hex, octal, char) =>
    hex !== undefined || octal !== undefined
      ? String.fromCharCode(Number.parseInt(hex ?? octal, hex === undefined ? 8 : 16) & 255)
      : (ESCAPES[char] ?? char),
  );
}
