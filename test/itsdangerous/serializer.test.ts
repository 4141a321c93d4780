import { inspect } from "node:util";
import {
  BadData,
  BadPayload,
  BadSignature,
  base64Decode,
  base64Encode,
  decodePayload,
  encodePayload,
  type PayloadSerializer,
  type SecretKeys,
  Serializer,
  TimedSerializer,
  TimestampSigner,
  type TimestampSignerOptions,
  URLSafeSerializer,
  URLSafeTimedSerializer,
  wantBytes,
} from "dewar/itsdangerous";
import { describe, expect, test } from "vitest";

const caught = (run: () => unknown): BadPayload => {
  try {
    run();
  } catch (error) {
    return error as BadPayload;
  }
  throw new Error("expected a throw");
};
/** JSON as bytes behind one that is no JSON, as pickle's are no text. */
const bytes: PayloadSerializer<Uint8Array> = {
  dumps: (value) => Uint8Array.of(0x80, ...Buffer.from(JSON.stringify(value))),
  loads: (payload) => JSON.parse(Buffer.from(payload.slice(1)).toString()),
};

describe("a payload that cannot be read has the error behind it", () => {
  const urls = new URLSafeSerializer("key");
  const problems: [string, string, string][] = [
    ["eyJhIjoxfQ.x", "the payload is not base64url", "Invalid base64-encoded data"],
    [".eJw", "the payload is no zlib stream, or inflates to more than 1048576 bytes", ""],
    [base64Encode(Uint8Array.of(0xff)), "the payload is not UTF-8", "Invalid UTF-8 data"],
    [base64Encode("{"), "the payload cannot be deserialized", "expected JSON text"],
  ];
  test.each(problems)("%s", (payload, message, original) => {
    const error = caught(() => urls.loads(urls.signer.sign(payload)));
    expect(error).toBeInstanceOf(BadPayload);
    expect(error.message).toBe(message);
    expect(error.originalError).toBeInstanceOf(Error);
    if (original) expect((error.originalError as Error).message).toBe(original);
    expect(Object.keys(error)).not.toContain("originalError");
    expect(inspect(error)).not.toContain("originalError");
  });

  test("a BadData for what is not base64 or UTF-8, as in Python", () => {
    expect(caught(() => decodePayload("x")).originalError).toBeInstanceOf(BadData);
    expect(caught(() => decodePayload("_w")).originalError).toBeInstanceOf(BadData);
  });

  test("what follows a compressed stream, or ends it early, is refused", () => {
    const compressed = base64Decode(encodePayload("a".repeat(100)).slice(1));
    for (const spoilt of [Uint8Array.of(...compressed, 0), compressed.slice(0, -1)])
      expect(caught(() => decodePayload(`.${base64Encode(spoilt)}`)).message).toMatch(
        /zlib stream/,
      );
  });
});

describe("what is not read again is not written", () => {
  const MIB = 1 << 20;
  test("text of 1 MiB is compressed, and longer text is not", () => {
    const longest = encodePayload("a".repeat(MIB));
    expect(longest).toMatch(/^\..{1300,1500}$/);
    expect(decodePayload(longest)).toHaveLength(MIB);
    const longer = encodePayload("a".repeat(MIB + 1));
    expect(longer).toHaveLength(Math.ceil(((MIB + 1) * 4) / 3));
    expect(decodePayload(longer)).toHaveLength(MIB + 1);
  });

  test("the limit can be lower", () => {
    expect(encodePayload("a".repeat(100), 100)).toMatch(/^\./);
    expect(encodePayload("a".repeat(101), 100)).toBe(base64Encode("a".repeat(101)));
  });
});

describe("hooks that subclasses override are called", () => {
  class Quiet extends TimestampSigner {
    static calls: unknown[][] = [];
    override unsign(...args: [never, never]): never {
      Quiet.calls.push(args);
      return super.unsign(...args) as never;
    }
  }
  class Timed extends TimedSerializer {
    protected override makeSigner(key: SecretKeys, options: TimestampSignerOptions) {
      return new Quiet(key, options);
    }
  }

  test("unsign, by TimedSerializer.loads, with the limits and returnTimestamp", () => {
    const timed = new Timed("key", { signerOptions: { clock: () => 5000 } });
    const token = timed.dumps(1);
    Quiet.calls = [];
    expect(timed.loads(token, { maxAge: 9 })).toBe(1);
    expect(Quiet.calls).toEqual([[token, { maxAge: 9, returnTimestamp: true }]]);
    expect(timed.loads(token, { returnTimestamp: true })).toEqual([1, new Date(5000)]);
    expect(timed.loadsUnsafe(token)).toEqual([true, 1]);
    expect(Quiet.calls).toHaveLength(3);
  });
});

describe("loadsUnsafe", () => {
  const text = new Serializer("key");
  test("reads what the signature does not cover, and says so", () => {
    const token = text.dumps({ id: 42 });
    expect(text.loadsUnsafe(token)).toEqual([true, { id: 42 }]);
    expect(text.loadsUnsafe(token.slice(0, -1))).toEqual([false, { id: 42 }]);
    expect(text.loadsUnsafe('{"id".x')).toEqual([false, undefined]);
    expect(text.loadsUnsafe("nothing")).toEqual([false, undefined]);
  });

  test("a right signature over what cannot be read is a BadPayload, as in Python", () => {
    expect(() => text.loadsUnsafe(text.signer.sign('{"id"'))).toThrow(BadPayload);
  });
});

describe("a serializer of bytes", () => {
  test.each([Serializer, TimedSerializer])("gives tokens of bytes: %o", (Class) => {
    const subject =
      Class === Serializer
        ? new Serializer("key", { serializer: bytes })
        : new TimedSerializer("key", { serializer: bytes });
    const token: Uint8Array = subject.dumps({ id: 42 });
    expect(token).toBeInstanceOf(Uint8Array);
    expect(subject.loads(token)).toEqual({ id: 42 });
    expect(subject.loadsUnsafe(token.slice(0, -1))).toEqual([false, { id: 42 }]);
    expect(() => subject.loads(token.slice(0, -1))).toThrow(BadSignature);
  });
});

describe("fallback signers", () => {
  const sha512 = new Serializer("key", { signerOptions: { digestMethod: "sha512" } }).dumps(1);
  const both = new Serializer("key", {
    signerOptions: { digestMethod: "sha512", keyDerivation: "hmac" },
  }).dumps(1);

  test("take the place of signerOptions: nothing is inherited", () => {
    const reader = new Serializer("key", {
      signerOptions: { keyDerivation: "hmac" },
      fallbackSigners: [{ digestMethod: "sha512" }],
    });
    expect(reader.loads(sha512)).toBe(1);
    expect(() => reader.loads(both)).toThrow(BadSignature);
    expect(reader.unsigners.map((each) => [each.keyDerivation, each.digestMethod])).toEqual([
      ["hmac", "sha1"],
      ["django-concat", "sha512"],
    ]);
  });

  test("have the one clock, or their own", () => {
    const at = (seconds: number) => ({ clock: () => seconds * 1000 });
    const token = new TimedSerializer("key", {
      signerOptions: { digestMethod: "sha512", ...at(100) },
    }).dumps(1);
    const reader = (fallback: object) =>
      new TimedSerializer("key", {
        signerOptions: at(160),
        fallbackSigners: [{ digestMethod: "sha512", ...fallback }],
      });
    expect(reader({}).loads(token, { maxAge: 60 })).toBe(1);
    expect(() => reader({}).loads(token, { maxAge: 59 })).toThrow("Signature age 60 > 59 seconds");
    expect(reader(at(101)).loads(token, { maxAge: 1 })).toBe(1);
  });
});

describe("a salt for one call", () => {
  // Made by ItsDangerous 2.2.0: Serializer("key").dumps(1, salt="other").
  const OTHER = "1.QOZXORTDr1jYDyxD2wTLhefRyzo";
  test("is Python's", () => {
    const serializer = new Serializer("key");
    expect(serializer.dumps(1, { salt: "other" })).toBe(OTHER);
    expect(serializer.loads(OTHER, { salt: "other" })).toBe(1);
    expect(serializer.loadsUnsafe(OTHER, { salt: "other" })).toEqual([true, 1]);
    expect(serializer.loadsUnsafe(OTHER)).toEqual([false, 1]);
    expect(() => serializer.loads(OTHER)).toThrow(BadSignature);
    expect(new Serializer("key", { salt: "other" }).dumps(1)).toBe(OTHER);
  });

  test("none is the serializer's own", () => {
    const serializer = new Serializer("key", { salt: "mine" });
    for (const salt of [undefined, null])
      expect(serializer.dumps(1, { salt } as { salt: null })).toBe(serializer.dumps(1));
    expect(serializer.dumps(1, { salt: "" })).not.toBe(serializer.dumps(1));
  });

  test("goes together with an age", () => {
    const timed = new URLSafeTimedSerializer("key", { signerOptions: { clock: () => 0 } });
    const token = timed.dumps(1, { salt: "other" });
    expect(timed.loads(token, { salt: "other", maxAge: 0 })).toBe(1);
    expect(timed.loadsUnsafe(token, { salt: "other", maxAge: 0 })).toEqual([true, 1]);
    expect(timed.unsignParts(token, { salt: "other" })).toMatchObject({
      value: "MQ",
      timestamp: 0,
    });
    expect(() => timed.loads(token, { maxAge: 0 })).toThrow(BadSignature);
  });
});

describe("encoding", () => {
  test("base64", () => {
    expect(base64Encode("無限")).toBe("54Sh6ZmQ");
    expect(base64Encode(Uint8Array.of(251, 255))).toBe("-_8");
    for (const spelling of ["-_8", "+/8", "-_8="])
      expect([...base64Decode(spelling)]).toEqual([251, 255]);
    for (const spoilt of ["12345", "a b=", "é", "-_8==="])
      expect(() => base64Decode(spoilt)).toThrow(new BadData("Invalid base64-encoded data"));
  });

  test("bytes of text", () => {
    expect(Buffer.from(wantBytes("mañana")).toString("hex")).toBe("6d61c3b1616e61");
    const same = Uint8Array.of(1);
    expect(wantBytes(same)).toBe(same);
    expect(() => wantBytes("\ud83d")).toThrow(
      "value expected text that UTF-8 can hold, got an unpaired surrogate. Pass bytes instead.",
    );
  });
});
