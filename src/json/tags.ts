import { decodeBase64, encodeBase64 } from "#platform";
import { isPlainObject } from "./dumps.ts";
import { JSONDecodeError } from "./errors.ts";
import { httpDate, parseHttpDate } from "./http-date.ts";
import { memberNames, setMember } from "./members.ts";
import { isBytes, isDate, Markup, Tuple, UUID } from "./types.ts";

/**
 * How a type that JSON lacks is stored: as an object with one key, the tag. Register a tag with
 * {@link TaggedJSONSerializer.register}, on both sides of a shared session.
 *
 * Flask: `flask.json.tag.JSONTag` (`to_json` and `to_python` are `toJSON` and `fromJSON` here;
 * what `toJSON` returns is tagged further by itself).
 *
 * @example
 * ```ts
 * import { type JSONTag, TaggedJSONSerializer } from "dewar";
 *
 * const setTag: JSONTag<Set<unknown>> = {
 *   key: " s",
 *   check: (value) => value instanceof Set,
 *   toJSON: (set) => [...set],
 *   fromJSON: (items) => new Set(items as unknown[]),
 * };
 * const serializer = new TaggedJSONSerializer();
 * serializer.register(setTag);
 * serializer.dumps({ roles: new Set(["admin"]) }); // {"roles":{" s":["admin"]}}
 * ```
 */
export interface JSONTag<T = unknown> {
  /** The tag on the wire. Flask's own tags start with a space, so that they do not collide with real keys. */
  readonly key: string;
  /** Whether the value is of this tag's type. */
  check(value: unknown): boolean;
  /** Returns the value to store under the tag: anything the serializer can write. Throw to refuse the value. */
  toJSON(value: T): unknown;
  /** Makes the value again from the result of `toJSON`. Throw to make the payload malformed. */
  fromJSON(stored: unknown): T;
}

const refuse = (tag: string, expected: string): JSONDecodeError =>
  new JSONDecodeError(`tag "${tag}" expected ${expected}`);

/** The tag of a dictionary whose only key looks like a tag, and the suffix that this key gets. */
export const ESCAPE = " di";
export const ESCAPE_SUFFIX = "__";

/** A dictionary whose only key looks like a tag. Two underscores after the key tell them apart. */
export const tagDict = (isTag: (key: string) => boolean): JSONTag<Record<string, unknown>> => ({
  key: ESCAPE,
  check(value) {
    if (typeof value !== "object" || value === null || !isPlainObject(value)) return false;
    const keys = memberNames(value);
    return keys.length === 1 && isTag(keys[0] as string);
  },
  toJSON(object) {
    const [key] = memberNames(object) as [string];
    return { [key + ESCAPE_SUFFIX]: object[key] };
  },
  fromJSON(stored) {
    const keys = typeof stored === "object" && stored !== null ? Object.keys(stored) : [];
    const [key = ""] = keys;
    if (keys.length !== 1 || !key.endsWith(ESCAPE_SUFFIX) || !isPlainObject(stored as object))
      throw refuse(ESCAPE, "an object of one key that ends in two underscores");
    const object: Record<string, unknown> = {};
    const value = (stored as Record<string, unknown>)[key];
    setMember(object, key.slice(0, -ESCAPE_SUFFIX.length), value);
    return object;
  },
});

// These two have no key. They only mark a position in the order: a plain object or array that gets
// here is already JSON, and later tags are not asked about it.
export const DICT_SLOT: JSONTag = {
  key: "",
  check: (value) => typeof value === "object" && value !== null && isPlainObject(value),
  toJSON: (value) => value,
  fromJSON: (value) => value,
};

export const LIST_SLOT: JSONTag = { ...DICT_SLOT, check: Array.isArray };

/** A tuple; its items are tagged in turn. */
export const tagTuple: JSONTag<Tuple> = {
  key: " t",
  check: (value) => value instanceof Tuple,
  toJSON: (tuple) => Array.from(tuple),
  fromJSON(stored) {
    if (!Array.isArray(stored)) throw refuse(" t", "an array");
    return new Tuple(stored);
  },
};

/** Bytes, in the standard alphabet with padding. */
export const tagBytes: JSONTag<Uint8Array> = {
  key: " b",
  check: isBytes,
  toJSON: encodeBase64,
  fromJSON(stored) {
    const strict = typeof stored === "string" && /^[A-Za-z0-9+/]*={0,2}$/.test(stored);
    const bytes = strict && stored.length % 4 === 0 ? decodeBase64(stored) : undefined;
    if (bytes === undefined) throw refuse(" b", "padded base64");
    return new Uint8Array(bytes);
  },
};

/** Markup, and anything else with an `__html__` method. */
export const tagMarkup: JSONTag<{ __html__(): string }> = {
  key: " m",
  check(value) {
    const html = (value as { __html__?: unknown } | null)?.__html__;
    // An `__html__` on `Object.prototype` does not count.
    return (
      typeof html === "function" && html !== (Object.prototype as { __html__?: unknown }).__html__
    );
  },
  toJSON(markup) {
    const html: unknown = markup.__html__();
    if (typeof html !== "string")
      throw new TypeError(`expected __html__() to return a string, got ${typeof html}`);
    return html;
  },
  fromJSON(stored) {
    if (typeof stored !== "string") throw refuse(" m", "a string");
    return new Markup(stored);
  },
};

/** A UUID. */
export const tagUUID: JSONTag<UUID> = {
  key: " u",
  check: (value) => value instanceof UUID,
  toJSON: (uuid) => uuid.hex,
  fromJSON(stored) {
    if (typeof stored !== "string") throw refuse(" u", "a string");
    return new UUID(stored);
  },
};

/** A date, in UTC and to the second. */
export const tagDateTime: JSONTag<Date | null> = {
  key: " d",
  check: isDate,
  toJSON(date) {
    const text = httpDate(date as Date);
    if (text === undefined)
      throw new TypeError("expected a valid date of the years 1 to 9999, got another Date");
    return text;
  },
  fromJSON(stored) {
    const date = typeof stored === "string" ? parseHttpDate(stored) : undefined;
    if (date === undefined) throw refuse(" d", "an HTTP date");
    return date;
  },
};
