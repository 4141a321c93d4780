// Values as README.md encodes them, as dewar has them, and as text that compares exactly.
import { Markup, Tuple, UUID } from "dewar";
import { fromHex, toHex } from "./keys.ts";

export type Encoded = null | boolean | number | string | Encoded[] | { [key: string]: Encoded };

type Typed = {
  $type: string;
  value: string;
  items: Encoded[];
  hex: string;
  epoch: number;
  entries: [Encoded, Encoded][];
};

function isTyped(encoded: object): encoded is Typed {
  return Object.hasOwn(encoded, "$type");
}

/** The value that dewar has for what Python has. */
export function toValue(encoded: Encoded): unknown {
  if (typeof encoded !== "object" || encoded === null) return encoded;
  if (Array.isArray(encoded)) return encoded.map(toValue);
  if (!isTyped(encoded)) return toObject(Object.entries(encoded));
  switch (encoded.$type) {
    case "float":
      return Number(encoded.value);
    case "bigint":
      return BigInt(encoded.value);
    case "tuple":
      return new Tuple(encoded.items.map(toValue));
    case "bytes":
      return fromHex(encoded.hex);
    case "markup":
      return new Markup(encoded.value);
    case "uuid":
      return new UUID(encoded.value);
    case "datetime":
      return new Date(
        encoded.epoch === undefined ? Date.parse(encoded.value) : encoded.epoch * 1000,
      );
    case "object":
      return toObject(encoded.entries);
    default:
      throw new Error(`no value for ${encoded.$type}`);
  }
}

function toObject(entries: readonly (readonly [Encoded, Encoded])[]): object {
  const object = {};
  for (const [key, value] of entries) {
    if (typeof key !== "string") throw new Error("JavaScript has no such key");
    Object.defineProperty(object, key, {
      value: toValue(value),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return object;
}

/**
 * Text that is the same for two values exactly if they are the same, types included: a Buffer is no
 * Uint8Array here, -0 is not 0, and an object with another prototype is refused.
 */
export function canonical(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? String(value);
  if (value instanceof Tuple) return `Tuple[${Array.from(value, canonical).join(",")}]`;
  if (Array.isArray(value)) return `[${Array.from(value, canonical).join(",")}]`;
  if (value instanceof UUID) return `UUID(${value})`;
  if (value instanceof Markup) return `Markup(${JSON.stringify(`${value}`)})`;
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (value instanceof Uint8Array) return `${value.constructor.name}(${toHex(value)})`;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype) throw new Error(`not a plain object: ${prototype}`);
  return members(Object.entries(value));
}

/** As {@link canonical}, for a session's entries or an object's. */
export function members(entries: Iterable<[string, unknown]>): string {
  const texts = Array.from(entries, ([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`);
  return `{${texts.sort().join(",")}}`;
}

/** Whether the encoded value passes the test, or anything inside it does. */
export function contains(encoded: Encoded, test: (typed: Typed) => boolean): boolean {
  if (typeof encoded !== "object" || encoded === null) return false;
  if (Array.isArray(encoded)) return encoded.some((item) => contains(item, test));
  if (!isTyped(encoded)) return Object.values(encoded).some((item) => contains(item, test));
  if (test(encoded)) return true;
  return contains(encoded.items ?? encoded.entries ?? null, test);
}

/** A whole number that Python holds as a float: `1.0`, which JavaScript cannot tell from `1`. */
export function hasWholeFloat(encoded: Encoded): boolean {
  return contains(encoded, ({ $type, value }) => {
    const number = Number(value);
    return $type === "float" && Number.isSafeInteger(number) && !Object.is(number, -0);
  });
}

/** A dictionary with keys that are not strings: JavaScript has none. */
export function hasOtherKeys(encoded: Encoded): boolean {
  return contains(
    encoded,
    ({ $type, entries }) => $type === "object" && entries.some(([key]) => typeof key !== "string"),
  );
}
