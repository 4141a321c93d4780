import type { TextSerializer } from "../itsdangerous/index.ts";
import { memberTexts, quote, sortByCodePoint, TaggedJSONSerializer } from "../json/index.ts";

type Data = Readonly<Record<string, unknown>>;

/**
 * The data as text: members that nobody changed as they stood in the text it was read from, the
 * rest as Flask writes it.
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
  // One key that is itself a tag needs Flask's escape around the whole.
  if (keys.length === 1 && serializer.tags.has(keys[0] as string))
    return serializer.dumps(data, "session");
  return (
    (serializer.writesPrimitivesAsJSON ? rewritePlain(data, keys, text, isChanged) : undefined) ??
    rewriteExactly(serializer, data, keys, text, isChanged)
  );
}

// Text that JSON.stringify might not give again: escapes, floats, white space between members, and
// what Python would have escaped.
const UNPLAIN_TEXT = /\\|\d[.eE]|[{,:] | [},:]|[^ -~]/;
const BEYOND_ASCII = /[\u007f-\uffff]/;

/**
 * The same for what most sessions hold, ASCII text, whole numbers and booleans under names, by way
 * of JSON.stringify; `undefined` for any other.
 */
export function rewritePlain(
  data: Data,
  keys: readonly string[],
  text: string | undefined,
  isChanged: (key: string) => boolean,
): string | undefined {
  if (text !== undefined && UNPLAIN_TEXT.test(text)) return undefined;
  let last = "";
  let sorted = true;
  for (const key of keys) {
    const value = data[key];
    if (!isPlainKey(key) || !isPlain(value)) return undefined;
    if (text === undefined || isChanged(key)) {
      if (BEYOND_ASCII.test(key)) return undefined;
      if (typeof value === "string" && BEYOND_ASCII.test(value)) return undefined;
    }
    if (key < last) sorted = false;
    last = key;
  }
  return JSON.stringify(sorted ? data : inOrder(data, keys));
}

/** Whether JavaScript keeps the key where it is put: numbers go to the front of an object. */
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
  const members: string[] = [];
  for (const key of sortByCodePoint([...keys])) {
    const value = data[key];
    // Left out, as in JSON.stringify.
    if (value === undefined) continue;
    const member =
      (isChanged(key) ? undefined : kept.get(key)) ?? serializer.dumps(value, labelOf(key));
    members.push(`${quote(key, true)}:${member}`);
  }
  return `{${members.join(",")}}`;
}

function textsOf(serializer: TaggedJSONSerializer, text: string | undefined): Map<string, string> {
  if (text === undefined) return new Map();
  const texts = memberTexts(text);
  const [only = ""] = texts.keys();
  // One tag around the whole: the texts inside are not those of our keys.
  return texts.size === 1 && serializer.tags.has(only) ? new Map() : texts;
}

const labelOf = (key: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(key) ? `session.${key}` : `session[${quote(key, true)}]`;
