// Random data, in the encoding of the vectors, so that Python and TypeScript get the same.
import fc from "fast-check";
import type { Encoded } from "../vectors/values.ts";

const typed = (name: string, fields: Record<string, Encoded>): Encoded => ({
  $type: name,
  ...fields,
});

// Names that JavaScript, Flask's tags or dewar's session treat in a special way somewhere.
const SPECIAL_KEYS = [
  " t",
  " b",
  " m",
  " u",
  " d",
  " di",
  " t__",
  " x",
  "",
  "0",
  "10",
  "9",
  "$type",
  "__proto__",
  "constructor",
  "toString",
  "get",
  "set",
  "permanent",
  "modified",
  "flash",
  "then",
  "toJSON",
  "_permanent",
  "a",
  "b",
  "user",
  "\uffff",
  "😀",
  "é",
];

const surrogate = fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code));
const unit = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 1 }) },
  { weight: 4, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.constantFrom("\u007f", "\u2028", "\u0000", "<", '"', "\\", "/") },
);

/** Text that UTF-8 can hold. */
export const text = fc.string({ unit, maxLength: 20 });
/** Any text of JavaScript's or Python's, unpaired surrogates included. */
export const anyText = fc.string({
  unit: fc.oneof({ weight: 20, arbitrary: unit }, { weight: 1, arbitrary: surrogate }),
  maxLength: 20,
});

const float = fc
  .oneof(
    fc.double(),
    fc.double({ min: -1000, max: 1000 }),
    fc.constantFrom(1e16, 1e-7, 1e22, 0.1, -0),
  )
  .map((value) => typed("float", { value: Object.is(value, -0) ? "-0.0" : String(value) }));
const integer = fc.oneof(
  fc.integer({ min: -9, max: 99 }) as fc.Arbitrary<Encoded>,
  fc.maxSafeInteger(),
  fc
    .bigInt({ min: 2n ** 53n, max: 2n ** 90n })
    .chain((value) => fc.constantFrom(value, -value))
    .map((value) => typed("bigint", { value: String(value) })),
);
const bytes = fc
  .uint8Array({ maxLength: 12 })
  .map((value) => typed("bytes", { hex: Buffer.from(value).toString("hex") }));
const uuid = fc.uuid().map((value) => typed("uuid", { value }));
// From the year 100 on: Python reads an earlier one as a year of two digits.
const datetime = fc
  .integer({ min: Date.UTC(100, 0, 1) / 1000, max: Date.UTC(9998, 11, 31) / 1000 })
  .map((epoch) => typed("datetime", { value: isoformat(epoch), epoch }));

const isoformat = (epoch: number): string =>
  new Date(epoch * 1000).toISOString().replace(".000Z", "+00:00");

const leaf = (string: fc.Arbitrary<string>): fc.Arbitrary<Encoded> =>
  fc.oneof(
    fc.constantFrom<Encoded>(null, true, false),
    integer,
    float,
    string,
    bytes,
    string.map((value) => typed("markup", { value })),
    uuid,
    datetime,
  );

/** Whatever a session can hold, except tuples' kin that need a Python of their own. */
export function values(string: fc.Arbitrary<string> = anyText): fc.Arbitrary<Encoded> {
  const { value } = fc.letrec<{ value: Encoded }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf(string),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.array(tie("value"), { maxLength: 4 }).map((items) => typed("tuple", { items })),
      dictionary(string, tie("value")),
    ),
  }));
  return value;
}

/** A session's data, small enough for a cookie. */
export const sessions: fc.Arbitrary<Encoded> = sessionsOf(anyText);
/** The same without halves of surrogate pairs, which a session writes as U+FFFD. */
export const wellFormedSessions: fc.Arbitrary<Encoded> = sessionsOf(text);

function sessionsOf(string: fc.Arbitrary<string>): fc.Arbitrary<Encoded> {
  return dictionary(string, values(string)).filter(
    (encoded) => escapedLength(JSON.stringify(encoded)) < 2700,
  );
}

/** A session of one key that Flask takes for a tag, or might: all of it stands within an escape. */
export const tagLikeSessions: fc.Arbitrary<Encoded> = fc
  .tuple(
    fc.constantFrom(...SPECIAL_KEYS.filter((key) => /^ |^$|^_|^\$/.test(key))),
    fc.oneof(leaf(anyText), values(), dictionary(anyText, values())),
  )
  .map(([key, value]) => encodeObject([[key, value]]));

/** Characters of the text once everything but ASCII is escaped. */
function escapedLength(source: string): number {
  return source.replace(/[^\x20-\x7e]/g, "\\u0000").length;
}

/** What JSON knows, for serializers without tags. */
export function jsonValues(string: fc.Arbitrary<string> = anyText): fc.Arbitrary<Encoded> {
  const { value } = fc.letrec<{ value: Encoded }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.oneof(fc.constantFrom<Encoded>(null, true, false), integer, float, string),
      fc.array(tie("value"), { maxLength: 4 }),
      dictionary(string, tie("value")),
    ),
  }));
  return value;
}

function dictionary(
  string: fc.Arbitrary<string>,
  value: fc.Arbitrary<Encoded>,
): fc.Arbitrary<Encoded> {
  const key = fc.oneof(fc.constantFrom(...SPECIAL_KEYS), string);
  return fc
    .uniqueArray(fc.tuple(key, value), { selector: ([name]) => name, maxLength: 6 })
    .map(encodeObject);
}

/** The entries of a dictionary, as README.md encodes them. */
export function encodeObject(entries: readonly (readonly [string, Encoded])[]): Encoded {
  const plain = entries.every(([key]) => key !== "$type" && key !== "__proto__");
  return plain
    ? Object.fromEntries(entries)
    : typed("object", { entries: entries.map(([key, value]) => [key, value]) });
}

/** The entries again. */
export function entriesOf(encoded: Encoded): [string, Encoded][] {
  const object = encoded as Record<string, Encoded>;
  return object["$type"] === "object"
    ? (object["entries"] as [string, Encoded][])
    : Object.entries(object);
}
