// The two platforms give the same results for the same arguments.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as node from "../../src/platform/node.ts";
import * as portable from "../../src/platform/portable.ts";
import { anyText, text } from "../properties/arbitraries.ts";

const RUNS = { numRuns: 500 };
const bytes = fc.uint8Array({ maxLength: 300 });
const METHODS = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"] as const;
type Platform = typeof node | typeof portable;
/** What the stream inflates to, or `undefined` where the platform throws an error. */
const inflated = (platform: Platform, data: Uint8Array, limit = 1 << 20): number[] | undefined => {
  try {
    return [...platform.inflate(data, limit)];
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    return undefined;
  }
};
/** Node gives Buffers, which are bytes, too; here only what is in them counts. */
const plain = (result: Uint8Array | undefined): number[] | undefined => result && [...result];

test("they have the same names", () => {
  expect(Object.keys(portable).sort()).toEqual(Object.keys(node).sort());
});

describe.each(METHODS)("%s", (method) => {
  test("digest", () =>
    fc.assert(
      fc.property(bytes, (data) => {
        expect(plain(portable.digest(method, data))).toEqual(plain(node.digest(method, data)));
      }),
      RUNS,
    ));

  test("HMAC, also of several messages after one another", () =>
    fc.assert(
      fc.property(bytes, fc.array(fc.oneof(bytes, text), { maxLength: 4 }), (key, messages) => {
        const [one, other] = [portable.hmac(method, key), node.hmac(method, key)];
        for (const message of messages) {
          expect(plain(one.bytes(message))).toEqual(plain(other.bytes(message)));
          expect(one.base64url(message)).toBe(other.base64url(message));
        }
      }),
      RUNS,
    ));
});

test("text to UTF-8 and back", () =>
  fc.assert(
    fc.property(anyText, bytes, (source, data) => {
      expect(plain(portable.encodeUtf8(source))).toEqual(plain(node.encodeUtf8(source)));
      expect(portable.decodeUtf8(data)).toBe(node.decodeUtf8(data));
      const utf8 = node.encodeUtf8(source);
      expect(portable.decodeUtf8(utf8)).toBe(node.decodeUtf8(utf8));
    }),
    RUNS,
  ));

// The lower byte of the last character is a "/".
const base64ish = fc.string({
  unit: fc.constantFrom(..."ABCDwxyz0189-_+/==  \t.é!\u012f".split("")),
  maxLength: 40,
});

test("base64 in both alphabets", () =>
  fc.assert(
    fc.property(bytes, text, base64ish, (data, source, encoded) => {
      expect(portable.encodeBase64(data)).toBe(node.encodeBase64(data));
      expect(portable.encodeBase64url(data)).toBe(node.encodeBase64url(data));
      expect(portable.encodeBase64url(source)).toBe(node.encodeBase64url(source));
      expect(plain(portable.decodeBase64(encoded))).toEqual(plain(node.decodeBase64(encoded)));
      const good = node.encodeBase64url(data);
      expect(plain(portable.decodeBase64(good))).toEqual([...data]);
      expect(plain(node.decodeBase64(good))).toEqual([...data]);
    }),
    { numRuns: 2000 },
  ));

test("deflate: each unpacks what the other packed", () =>
  fc.assert(
    fc.property(
      fc.oneof(
        bytes,
        text.map((source) => node.encodeUtf8(source.repeat(20))),
      ),
      (data) => {
        for (const packed of [portable.deflate(data), node.deflate(data)]) {
          expect(plain(node.inflate(packed, 1 << 20))).toEqual([...data]);
          expect(plain(portable.inflate(packed, 1 << 20))).toEqual([...data]);
        }
      },
    ),
    RUNS,
  ));

test("inflate refuses the same streams and sizes", () =>
  fc.assert(
    fc.property(
      bytes,
      fc.nat(),
      fc.nat(255),
      fc.integer({ min: 1, max: 400 }),
      (data, at, byte, limit) => {
        const packed = Uint8Array.from(node.deflate(data));
        packed[at % packed.length] = byte;
        expect(inflated(portable, packed)).toEqual(inflated(node, packed));
        const whole = node.deflate(data);
        expect(inflated(portable, whole, limit)).toEqual(inflated(node, whole, limit));
        const cut = whole.subarray(0, at % whole.length);
        expect(inflated(portable, cut)).toEqual(inflated(node, cut));
        const longer = Uint8Array.of(...whole, byte);
        expect(inflated(portable, longer)).toEqual(inflated(node, longer));
      },
    ),
    { numRuns: 2000 },
  ));

test("comparing", () =>
  fc.assert(
    fc.property(text, text, (a, b) => {
      for (const platform of [node, portable]) {
        expect(platform.constantTimeEqual(a, b)).toBe(a === b);
        expect(platform.constantTimeEqual(a, `${a}`)).toBe(true);
      }
    }),
    RUNS,
  ));

test("random bytes are of the length asked for, and differ", () => {
  for (const platform of [node, portable]) {
    expect(platform.randomBytes(32).length).toBe(32);
    expect(plain(platform.randomBytes(32))).not.toEqual(plain(platform.randomBytes(32)));
  }
});

const isASCII = (source: string): boolean => [...source].every((char) => char < "\x80");

test("base64 to ASCII text, without bytes in between", () =>
  fc.assert(
    fc.property(fc.oneof(anyText, base64ish, fc.string({ unit: "binary-ascii" })), (source) => {
      const bytes = node.decodeBase64(source);
      const ascii = node.asciiOfBase64(source);
      if (ascii !== undefined) expect(ascii).toBe(bytes && node.decodeUtf8(bytes));
      if (ascii !== undefined) expect(isASCII(ascii)).toBe(true);
      if (!isASCII(source)) return;
      const encoded = node.encodeBase64url(source);
      expect(node.asciiOfBase64(encoded)).toBe(source);
    }),
    { numRuns: 3000 },
  ));
