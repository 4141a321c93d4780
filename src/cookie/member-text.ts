import type { TextSerializer } from "../itsdangerous/index.ts";
import { quote, TaggedJSONSerializer } from "../json/index.ts";

/** The text of one key's value. An error about the value names the key. */
export const memberText = (serializer: TextSerializer, key: string, value: unknown): string =>
  serializer instanceof TaggedJSONSerializer
    ? wellFormed(serializer.dumps(value, labelOf(key)))
    : serializer.dumps(value);

const ESCAPED = /\\(?:u(d[89ab]..)(\\ud[c-f]..)?|u(d[c-f]..)|.)/g;

/**
 * JSON text that Python can print: half of a surrogate pair, which `slice()` leaves of an emoji,
 * becomes U+FFFD, as everywhere else where JavaScript writes UTF-8. Flask reads such a half, and
 * then answers 500 with every page that shows it.
 */
function wellFormed(text: string): string {
  if (!text.includes("\\ud")) return text;
  return text.replace(ESCAPED, (whole, high?: string, low?: string, alone?: string) =>
    (high !== undefined && low === undefined) || alone !== undefined ? "\\ufffd" : whole,
  );
}

const labelOf = (key: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(key) ? `session.${key}` : `session[${quote(key, true)}]`;
