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
import { memberText } from "./member-text.ts";

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
  const flat = serializer.dumpsFlat(data);
  if (flat !== undefined && (text === undefined || isCanonical(text))) return flat;
  return rewriteExactly(serializer, data, text, isChanged);
}

/** Whether the keys are one that is itself a tag: Flask escapes it, around the whole. */
const isTag = (serializer: TaggedJSONSerializer, keys: readonly string[]): boolean =>
  keys.length === 1 && serializer.tags.has(keys[0] as string);

// Escapes, floats, white space between members, and what Python would have escaped.
const UNCANONICAL = /\\|\d[.eE]|[{,:] | [},:]|[^ -~]/;

/** Whether the text of a flat object is sure to be as Flask writes it. */
const isCanonical = (text: string): boolean => !UNCANONICAL.test(text);

/** The same for any session and any text. */
export function rewriteExactly(
  serializer: TaggedJSONSerializer,
  data: Data,
  text: string | undefined,
  isChanged: (key: string) => boolean,
): string {
  const kept = textsOf(serializer, text);
  const members = new Map<string, string>();
  for (const key of memberNames(data)) {
    const same = isChanged(key) ? undefined : kept.get(key);
    if (same !== undefined) members.set(key, same);
    else members.set(key.toWellFormed(), memberText(serializer, key, data[key]));
  }
  const names = sortByCodePoint([...members.keys()]);
  if (isTag(serializer, names)) {
    const [name] = names as [string];
    return `{"${ESCAPE}":{${quote(name + ESCAPE_SUFFIX, true)}:${members.get(name)}}}`;
  }
  return `{${names.map((name) => `${quote(name, true)}:${members.get(name)}`).join(",")}}`;
}

/** The texts of the keys of the data that the text was read to. */
export function textsOf(
  serializer: TaggedJSONSerializer,
  text: string | undefined,
): Map<string, string> {
  if (text === undefined) return new Map();
  const texts = memberTexts(text);
  const [only = ""] = texts.keys();
  if (texts.size !== 1 || !serializer.tags.has(only)) return texts;
  // Another tag's text around the whole: what is inside has no keys of ours.
  if (only !== ESCAPE) return new Map();
  const inside = memberTexts(texts.get(ESCAPE) as string);
  return new Map([...inside].map(([name, each]) => [name.slice(0, -ESCAPE_SUFFIX.length), each]));
}
