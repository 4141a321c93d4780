import { encodeBase64url, randomBytes } from "#platform";
import { memberText } from "../cookie/index.ts";
import type { TextSerializer } from "../itsdangerous/index.ts";
import { setMember } from "../json/index.ts";
import { FLASHES, type SessionChanges } from "../session/index.ts";
import type { Fields } from "./contract.ts";

const KEY = ":";
const MESSAGE = "!";

/** The name of the field of a session's key. */
export const fieldOfKey = (key: string): string => KEY + key.toWellFormed();

/** The key that a field holds; `undefined` for a message. */
export const keyOfField = (field: string): string | undefined =>
  field.startsWith(KEY) ? field.slice(KEY.length) : undefined;

/** The data of a session from the fields in its store. */
export function dataOf(fields: Fields, serializer: TextSerializer): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const [field, text] of fields) {
    const key = keyOfField(field);
    if (key !== undefined) setMember(data, key, serializer.loads(text));
  }
  const messages = messagesIn(fields);
  if (messages.length > 0) data[FLASHES] = messages.map(([, text]) => serializer.loads(text));
  return data;
}

/** The fields of flashed messages, in the order in which they were left. */
export const messagesIn = (fields: Fields): [name: string, text: string][] =>
  [...fields].filter(([name]) => name.startsWith(MESSAGE)).sort(([a], [b]) => (a < b ? -1 : 1));

/** What a request sends to the store. */
export interface FieldChanges {
  readonly set: Map<string, string>;
  readonly remove: string[];
}

/**
 * The changes of a session as fields.
 *
 * @param read - the fields when they were read
 * @param flashes - what is under the key of the messages now
 * @throws JSONEncodeError for a value that cannot be stored
 */
export function fieldChanges(
  changes: SessionChanges,
  read: Fields,
  flashes: unknown,
  serializer: TextSerializer,
): FieldChanges {
  const set = new Map<string, string>();
  const remove: string[] = [];
  for (const [key, value] of changes.set)
    if (key !== FLASHES || !Array.isArray(value))
      set.set(fieldOfKey(key), memberText(serializer, key, value));
  for (const key of changes.deleted) if (key !== FLASHES) remove.push(fieldOfKey(key));
  const texts = Array.isArray(flashes)
    ? flashes.map((each: unknown) => memberText(serializer, FLASHES, each))
    : [];
  for (const [name, text] of messagesIn(read)) {
    const at = texts.indexOf(text);
    if (at < 0) remove.push(name);
    else texts.splice(at, 1);
  }
  for (const text of texts) set.set(newMessage(), text);
  return { set, remove };
}

let last = 0;

/** A name that sorts after those of earlier messages of this process, and that no other message has. */
function newMessage(): string {
  last = Math.max(last + 1, Date.now() * 1000);
  const time = last.toString(36).padStart(12, "0");
  return `${MESSAGE}${time}.${encodeBase64url(randomBytes(6))}`;
}
