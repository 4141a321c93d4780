import { decodePayload, encodePayload } from "dewar/itsdangerous";
import fc from "fast-check";
import { expect, test } from "vitest";
import { deflate } from "#platform";
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

// Deflate is skipped for texts under 64 bytes with few repeats. A code of its own could still make
// some of them shorter, never by much.
test("skipping deflate costs at most a few bytes, and nothing for texts that repeat or are long", () => {
  fc.assert(
    fc.property(text, (value) => {
      const bytes = new TextEncoder().encode(value);
      const deflated = deflate(bytes);
      const compressed = compress(bytes);
      if (compressed !== undefined) expect(compressed.length).toBeLessThan(bytes.length - 1);
      else if (bytes.length >= 64) expect(deflated.length).toBeGreaterThanOrEqual(bytes.length - 1);
      else expect(bytes.length - deflated.length).toBeLessThanOrEqual(24);
    }),
    { numRuns: 3000 },
  );
  expect(compress(new TextEncoder().encode("a".repeat(40)))?.length).toBeLessThan(39);
});
