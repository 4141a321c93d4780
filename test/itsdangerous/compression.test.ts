import { decodePayload, encodePayload } from "dewar/itsdangerous";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compress } from "../../src/itsdangerous/compression.ts";

const text = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.json({ maxDepth: 2 }),
  fc.stringMatching(/^\{"[a-z_]{1,12}":"[0-9a-f]{0,40}"(,"[a-z]{1,8}":[0-9]{1,4}){0,3}\}$/),
);

test("any text comes back, shorter where it says so", () => {
  fc.assert(
    fc.property(text, (value) => {
      const payload = encodePayload(value.toWellFormed());
      expect(decodePayload(payload)).toBe(value.toWellFormed());
      const plain = Buffer.from(value.toWellFormed()).toString("base64url");
      if (payload.startsWith(".")) expect(payload.length).toBeLessThan(plain.length);
      else expect(payload).toBe(plain);
    }),
    { numRuns: 3000 },
  );
});

// Deflate is skipped for texts under 64 characters with few repeats. A code of its own could still
// make some of them shorter, never by much.
test("skipping deflate costs at most a few bytes, and nothing for texts that repeat or are long", () => {
  fc.assert(
    fc.property(text, (value) => {
      const bytes = new TextEncoder().encode(value.toWellFormed());
      const compressed = compress(bytes);
      const payload = encodePayload(value.toWellFormed());
      if (payload.startsWith(".") || compressed === undefined) return;
      expect(bytes.length).toBeLessThan(64);
      expect(bytes.length - compressed.length).toBeLessThanOrEqual(24);
    }),
    { numRuns: 10_000 },
  );
  expect(encodePayload("a".repeat(40))).toMatch(/^\..{0,40}$/);
  expect(encodePayload("é".repeat(20))).toMatch(/^\..{0,40}$/);
});
