import { memberText } from "../cookie/index.ts";
import type { TextSerializer } from "../itsdangerous/index.ts";
import { setMember } from "../json/index.ts";
import { FLASHES } from "../session/index.ts";
import type { Fields } from "./contract.ts";

const KEY = ":";
const MESSAGE = "!";

/** The fields of messages, by the message. */
export type MessageFields = ReadonlyMap<unknown, string>;

/** What a request sends to the store. */
export interface FieldChanges {
  readonly set: Map<string, string>;
  readonly remove: string[];
  /** The messages that the store has afterwards. */
  readonly messages: MessageFields;
}

/** The name of the field of a session's key. Half of a surrogate pair cannot be sent to every store. */
export const fieldOfKey = (key: string): string => KEY + key.toWellFormed();

/** The key that a field holds; `undefined` for a message. */
export const keyOfField = (field: string): string | undefined =>
  field.startsWith(KEY) ? field.slice(KEY.length) : undefined;

/**
 * The data of a session from the fields in its store.
 *
 * @throws if a text cannot be read
 */
export function dataOf(
  fields: Fields,
  serializer: TextSerializer,
): { data: Record<string, unknown>; messages: MessageFields } {
  const data: Record<string, unknown> = {};
  // Stores have no order of their own.
  for (const field of [...fields.keys()].sort()) {
    const key = keyOfField(field);
    if (key !== undefined && key !== FLASHES)
      setMember(data, key, serializer.loads(fields.get(field) as string));
  }
  const messages = new Map(
    messagesIn(fields).map(([name, text]) => [serializer.loads(text), name] as const),
  );
  if (messages.size > 0) data[FLASHES] = [...messages.keys()];
  return { data, messages };
}

/** The fields of flashed messages, in the order in which they were left. */
export const messagesIn = (fields: Fields): [name: string, text: string][] =>
  [...fields].filter(([name]) => name.startsWith(MESSAGE)).sort(([a], [b]) => (a < b ? -1 : 1));

/** Whether fields hold more than `_permanent`, which many applications set for each visitor. */
export const holdData = (fields: Fields): boolean =>
  [...fields.keys()].some((name) => name !== fieldOfKey("_permanent"));

/** Adds the text of a key's value. What is `undefined` is left out, as in JSON. */
export function addKey(
  { set, remove }: FieldChanges,
  key: string,
  value: unknown,
  serializer: TextSerializer,
): void {
  if (value === undefined) remove.push(fieldOfKey(key));
  else set.set(fieldOfKey(key), memberText(serializer, key, value));
}

/** The text of a message. */
export const messageText = (serializer: TextSerializer, message: unknown): string =>
  memberText(serializer, FLASHES, message);
