import type { TextSerializer } from "../itsdangerous/index.ts";
import {
  ESCAPE,
  ESCAPE_SUFFIX,
  memberNames,
  memberTexts,
  quote,
  sortByCodePoint,
  TaggedJSONSerializer,
} from "../json/index.ts";

type Data = Readonly<Record<string, unknown>>;

/**
 * Serializes the data: unchanged members keep their original JSON text, the rest is written as
 * Flask does.
 *
 * @param text - what the data was read from, if it was
 * @param isChanged - whether the text of a key is not its value's any more
 */
export function rewrite(
  serializer: TextSerializer,
  data: Data,
  text: string | undefined,
  isChanged: (key: string) => boolean,
): string {
  if (!(serializer instanceof TaggedJSONSerializer)) return serializer.dumps(data);
  const keys = Object.keys(data);
  return (
    (serializer.writesPrimitivesAsJSON && !isTag(serializer, keys)
      ? rewritePlain(data, keys, text)
      : undefined) ?? rewriteExactly(serializer, data, memberNames(data), text, isChanged)
  );
}

/** Whether the keys are one that is itself a tag: Flask escapes it, around the whole. */
const isTag = (serializer: TaggedJSONSerializer, keys: readonly string[]): boolean =>
  keys.length === 1 && serializer.tags.has(keys[0] as string);

// Text that JSON.stringify might not give again: escapes, floats, white space between members, and
// what Python would have escaped.
const UNPLAIN_TEXT = /\\|\d[.eE]|[{,:] | [},:]|[^ -~]/;
// What Python escapes and JSON.stringify does not; and half of a surrogate pair, which nobody can read.
const ESCAPED_BY_PYTHON = /[\u007f-\uffff]|\\ud/;

/**
 * The same for what most sessions hold, ASCII text, whole numbers and booleans under names, by way
 * of JSON.stringify; `undefined` for any other.
 */
export function rewritePlain(
  data: Data,
  keys: readonly string[],
  text: string | undefined,
): string | undefined {
  if (text !== undefined && UNPLAIN_TEXT.test(text)) return undefined;
  let last = "";
  let sorted = true;
  for (const key of keys) {
    const value = data[key];
    if (!isPlainKey(key) || !isPlain(value)) return undefined;
    if (key < last) sorted = false;
    last = key;
  }
  const json = JSON.stringify(sorted ? data : inOrder(data, keys));
  return ESCAPED_BY_PYTHON.test(json) ? undefined : json;
}

/** False for integer-like keys, which JavaScript moves to the front, and `__proto__`. */
function isPlainKey(key: string): boolean {
  const first = key.charCodeAt(0);
  return !(first >= 48 && first <= 57) && key !== "__proto__";
}

function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isSafeInteger(value) && !Object.is(value, -0);
    default:
      return value === null;
  }
}

function inOrder(data: Data, keys: readonly string[]): Data {
  const ordered: Record<string, unknown> = {};
  for (const key of [...keys].sort()) ordered[key] = data[key];
  return ordered;
}

/** The same for any session. */
export function rewriteExactly(
  serializer: TaggedJSONSerializer,
  data: Data,
  keys: readonly string[],
  text: string | undefined,
  isChanged: (key: string) => boolean,
): string {
  const kept = textsOf(serializer, text);
  const members = new Map<string, string>();
  for (const key of keys) {
    const same = isChanged(key) ? undefined : kept.get(key);
    if (same !== undefined) members.set(key, same);
    else members.set(key.toWellFormed(), wellFormed(serializer.dumps(data[key], labelOf(key))));
  }
  const names = sortByCodePoint([...members.keys()]);
  if (isTag(serializer, names)) {
    const [name] = names as [string];
    return `{"${ESCAPE}":{${quote(name + ESCAPE_SUFFIX, true)}:${members.get(name)}}}`;
  }
  return `{${names.map((name) => `${quote(name, true)}:${members.get(name)}`).join(",")}}`;
}

/** The texts of the keys of the data that the text was read to. */
function textsOf(serializer: TaggedJSONSerializer, text: string | undefined): Map<string, string> {
  if (text === undefined) return new Map();
  const texts = memberTexts(text);
  const [only = ""] = texts.keys();
  if (texts.size !== 1 || !serializer.tags.has(only)) return texts;
  // Another tag's text around the whole: what is inside has no keys of ours.
  if (only !== ESCAPE) return new Map();
  const inside = memberTexts(texts.get(ESCAPE) as string);
  return new Map([...inside].map(([name, each]) => [name.slice(0, -ESCAPE_SUFFIX.length), each]));
}

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
