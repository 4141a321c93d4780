// JSON.parse reads most texts; those it would read otherwise than Python have to be found first.
import fc from "fast-check";
import { expect, test } from "vitest";
import { loads } from "../../src/json/index.ts";

const padding = fc.stringMatching(/^[a-z0-9 -]{0,40}$/);

test("an integer is read to its last digit, wherever it stands", () =>
  fc.assert(
    fc.property(padding, fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (before, integer) => {
      const exact = Number.isSafeInteger(Number(integer)) ? Number(integer) : integer;
      expect(loads(`{"${before}":[${integer},${integer}]}`)).toEqual({ [before]: [exact, exact] });
    }),
    { numRuns: 3000 },
  ));

test("so is what JSON has no text for, and the zero that Python has no sign for", () =>
  fc.assert(
    fc.property(padding, fc.constantFrom("NaN", "Infinity", "-Infinity", "-0"), (before, text) => {
      const value = text === "-0" ? 0 : Number(text);
      expect(loads(`{"a":"${before}","b":${text}}`)).toEqual({ a: before, b: value });
    }),
  ));

test("text between quotes is no number", () => {
  const digits = "-0 NaN Infinity 12345678901234567890";
  expect(loads(`{"a":"${digits}"}`)).toEqual({ a: digits });
});
