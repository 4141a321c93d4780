// Python's json and Flask's tagged JSON, beside dewar's, over random data and random texts.
import { TaggedJSONSerializer } from "dewar";
import { Serializer, URLSafeSerializer } from "dewar/itsdangerous";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { jsonValues, text, values } from "../properties/arbitraries.ts";
import { canonical, type Encoded, hasWholeFloat, toValue } from "../vectors/values.ts";
import { PEERS } from "./peers.ts";

const RUNS = { numRuns: 400 };
const tagged = new TaggedJSONSerializer();
const spaced = new Serializer("k");
const compact = new URLSafeSerializer("k").serializer;
/** Without an integer-like key, which JavaScript would put first. */
const keepsOrder = (value: unknown): boolean => !/"\d+":/.test(canonical(value));

describe.each(PEERS)("Flask $version", ({ peer }) => {
  afterAll(() => peer.close());
  const ask = <Answer>(name: string, question: object) => peer.ask<Answer>(name, question);

  test("tagged JSON is written alike", () =>
    fc.assert(
      fc.asyncProperty(values(), async (value) => {
        fc.pre(!hasWholeFloat(value));
        expect(tagged.dumps(toValue(value))).toBe(await ask("tagged_dumps", { value }));
      }),
      RUNS,
    ));

  test("tagged JSON is read alike", () =>
    fc.assert(
      fc.asyncProperty(values(), async (value) => {
        const written = await ask<string>("tagged_dumps", { value });
        expect(canonical(tagged.loads(written))).toBe(canonical(toValue(value)));
        const mine = tagged.dumps(toValue(value));
        const theirs = await ask<Encoded>("tagged_loads", { text: mine });
        expect(canonical(toValue(theirs))).toBe(canonical(toValue(value)));
      }),
      RUNS,
    ));

  test("plain JSON is written as json.dumps does", () =>
    fc.assert(
      fc.asyncProperty(jsonValues(text), async (value) => {
        const mine = toValue(value);
        fc.pre(!hasWholeFloat(value) && keepsOrder(mine));
        const question = { value, sort_keys: false };
        expect(spaced.dumpPayload(mine)).toBe(
          await ask("json_dumps", { ...question, ensure_ascii: true }),
        );
        const separators = [",", ":"];
        expect(compact.dumps(mine)).toBe(
          await ask("json_dumps", { ...question, ensure_ascii: false, separators }),
        );
      }),
      RUNS,
    ));

  test("any text is read as json.loads reads it, or refused by both", () =>
    fc.assert(
      fc.asyncProperty(spoiltTexts, async (source) => {
        const theirs = await ask<Encoded>("json_loads", { text: source }).then(
          (value) => canonical(toValue(value)),
          (error) => error.exception,
        );
        expect(mineOf(source)).toBe(theirs);
      }),
      { numRuns: 3000 },
    ));
});

function mineOf(source: string): string {
  try {
    return canonical(spaced.serializer.loads(source));
  } catch (error) {
    return (error as Error).name;
  }
}

const fragment = fc.constantFrom(
  ...'{}[]:,"\\ \t\n0123456789-+.eE'.split(""),
  "NaN",
  "Infinity",
  "-Infinity",
  "-0",
  "1e999",
  "null",
  "true",
  "nul",
  "\\u00e9",
  "\\ud800",
  "\\u12",
  "\u00a0",
  "\ufeff",
  "é",
  "\u0000",
  "\u007f",
  "12345678901234567890",
  '"a":',
  '"__proto__":',
  "/**/",
  "'",
);

/** JSON texts with a piece put in, taken out or doubled. */
const spoiltTexts = fc
  .tuple(jsonValues(), fc.array(fc.tuple(fc.nat(), fc.nat(3), fragment), { maxLength: 2 }))
  .map(([value, cuts]) =>
    cuts.reduce(
      (source, [at, length, piece]) => {
        const start = at % (source.length + 1);
        return source.slice(0, start) + piece + source.slice(start + length);
      },
      tagged.dumps(toValue(value)),
    ),
  );
