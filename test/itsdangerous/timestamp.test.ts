// Timestamps of the usual length are read by hand, any other by way of bytes.

import { TimestampSigner } from "dewar/itsdangerous";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeTimestamp, encodeTimestamp } from "../../src/itsdangerous/encoding.ts";

const DIGITS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/"];

/** The plain way, for text that is base64. */
function bigEndian(text: string): number | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.length > 8 ? undefined : Number(`0x0${bytes.toString("hex")}`);
}

test("six digits are read as any other number of digits", () => {
  const digits = fc.array(fc.constantFrom(...DIGITS), { maxLength: 12 });
  fc.assert(
    fc.property(
      fc.oneof(digits, fc.array(fc.constantFrom(...DIGITS), { minLength: 6, maxLength: 6 })),
      (chars) => {
        const text = chars.join("");
        expect(decodeTimestamp(text)).toBe(chars.length % 4 === 1 ? undefined : bigEndian(text));
      },
    ),
    { numRuns: 3000 },
  );
});

test("six characters that are no digits are no timestamp", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 6, maxLength: 6 }), (text) => {
      if (/^[\w+/-]{4}(?:[\w+/-]{2}|[\w+/-]?=|==)$/.test(text)) return;
      expect(decodeTimestamp(text)).toBeUndefined();
    }),
    { numRuns: 3000 },
  );
  for (const text of ["ZVPx A", "\ubeaf/+++-", "ZVPx\u0141A", "ZVPxA\n", "ZVPxA.", "ZVPx=A"])
    expect(decodeTimestamp(text)).toBeUndefined();
});

test("what is written is read", () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (seconds) => {
      expect(decodeTimestamp(encodeTimestamp(seconds))).toBe(seconds);
    }),
  );
  expect(encodeTimestamp(1_700_000_000)).toBe("ZVPxAA");
  expect(encodeTimestamp(0)).toBe("");
});

test("a signer that has signed before signs as a new one", () => {
  const times = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(times, (milliseconds) => {
      let now = 0;
      const signer = () => new TimestampSigner("key", { clock: () => now });
      const used = signer();
      for (now of milliseconds) expect(used.sign("value")).toBe(signer().sign("value"));
    }),
  );
});
