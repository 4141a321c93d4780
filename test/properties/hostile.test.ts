// Headers made to cost: each is answered with an empty session, in little time and memory.
import { deflateSync } from "node:zlib";
import { SecureCookieSessionInterface } from "dewar";
import { URLSafeTimedSerializer } from "dewar/itsdangerous";
import { describe, expect, test } from "vitest";
import { dataOf } from "../vectors/interface.ts";

const SECRET = "9f8c1f0b6f0c4f6db9a7e25c54b0d1c4";
const interfaces = new SecureCookieSessionInterface({ secretKey: SECRET });
const MEGABYTE = 1 << 20;
/** Generous for the slowest machine that runs this; each takes a small part of it. */
const MAX_MILLISECONDS = 2000;
const MAX_BYTES = 64 * MEGABYTE;

const { signer } = interfaces.signingSerializer;
const signed = (payload: string): string => `session=${signer.sign(payload)}`;
const base64url = (data: string | Uint8Array): string => Buffer.from(data).toString("base64url");
const zipped = (data: string | Uint8Array): string =>
  `.${base64url(deflateSync(data, { level: 9 }))}`;
const nested = (depth: number, left: string, right: string): string =>
  `{"a":${left.repeat(depth)}1${right.repeat(depth)}}`;
const one = `session=${interfaces.signingSerializer.dumps({ a: 1 })}`;

/** Opens and reads a session, and says what it took. */
function open(header: string): {
  status: string;
  data: string;
  milliseconds: number;
  bytes: number;
} {
  const before = process.memoryUsage();
  const start = performance.now();
  const session = interfaces.openSession(header);
  const { status } = session;
  const data = dataOf(session);
  const milliseconds = performance.now() - start;
  const after = process.memoryUsage();
  const bytes = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  return { status, data, milliseconds, bytes };
}

const UNSIGNED: Record<string, string> = {
  "1 MB of a value": `session=${"a".repeat(MEGABYTE)}`,
  "1 MB of dots": `session=${".".repeat(MEGABYTE)}`,
  "1 MB of equal signs": `session=${"=".repeat(MEGABYTE)}`,
  "1 MB of quotes": `session=${'"'.repeat(MEGABYTE)}`,
  "1 MB of backslashes in quotes": `session="${"\\".repeat(MEGABYTE)}"`,
  "1 MB of semicolons": ";".repeat(MEGABYTE),
  "1 MB of white space": `session${" ".repeat(MEGABYTE)}=${" ".repeat(MEGABYTE)}`,
  "1 MB of the name": "session".repeat(MEGABYTE / 7),
  "1 MB of the name, apart": "session ".repeat(MEGABYTE / 8),
  "1 MB of the name with white space before": " \t session".repeat(MEGABYTE / 10),
  "10,000 cookies": Array.from({ length: 10_000 }, (_, i) => `c${i}=${i}`).join("; "),
  "10,000 cookies of the name": Array.from({ length: 10_000 }, (_, i) => `session=${i}.a.b`).join(
    "; ",
  ),
  NUL: "session=\0\0.\0.\0; \0=\0",
  "unpaired surrogates": "session=\ud800.\udc00.\udfff; \ud800=1",
  __proto__: "__proto__=1; session=__proto__.__proto__.__proto__; constructor=2",
};

describe.each(Object.entries(UNSIGNED))("%s", (_name, header) => {
  test("is an empty session", () => {
    const { status, data, milliseconds, bytes } = open(header);
    expect(status).toMatch(/^(new|bad-signature)$/);
    expect(data).toBe("{}");
    expect(milliseconds).toBeLessThan(MAX_MILLISECONDS);
    expect(bytes).toBeLessThan(MAX_BYTES);
  });
});

// Only who has the key can make these: a defect of another application, or a leaked key.
const SIGNED: Record<string, string> = {
  "a bomb of 100 MB": zipped(Buffer.alloc(100 * MEGABYTE, 0x20)),
  "a bomb of 2 MB of JSON": zipped(`{"a":"${"A".repeat(2 * MEGABYTE)}"}`),
  "a bomb in a bomb": zipped(zipped(Buffer.alloc(10 * MEGABYTE, 0x41))),
  "100,000 nested arrays": zipped(nested(100_000, "[", "]")),
  "100,000 nested objects": zipped(nested(100_000, '{"k":', "}")),
  "100,000 nested tuples": zipped(nested(100_000, '{" t":[', "]}")),
  "100,000 nested escapes": zipped(nested(100_000, '{" di":{" t__":', "}}")),
  "100,000 nested arrays that are not closed": base64url("[".repeat(100_000)),
  "100,000 nested arrays with a number that needs the slow reader": zipped(
    `{"n":NaN,"a":${"[".repeat(100_000)}`,
  ),
  "an integer of 100,000 digits": zipped(`{"a":${"9".repeat(100_000)}}`),
  "a string of escapes that is not closed": zipped(`{"n":NaN,"a":"${"\\\\".repeat(100_000)}`),
  "a megabyte that is no base64": "*".repeat(MEGABYTE),
  "unpaired surrogates in bytes": base64url(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)),
  "a timestamp beyond all dates": "",
};

describe.each(Object.entries(SIGNED))("%s, signed", (name, payload) => {
  test("is a malformed session", () => {
    const header = name.startsWith("a timestamp")
      ? `session=${atTime(Number.MAX_SAFE_INTEGER)}`
      : signed(payload);
    const { status, data, milliseconds, bytes } = open(header);
    expect([status, data]).toEqual(["malformed", "{}"]);
    expect(milliseconds).toBeLessThan(MAX_MILLISECONDS);
    expect(bytes).toBeLessThan(MAX_BYTES);
  });
});

function atTime(milliseconds: number): string {
  const signerOptions = { keyDerivation: "hmac", clock: () => milliseconds } as const;
  return new URLSafeTimedSerializer(SECRET, { salt: "cookie-session", signerOptions }).dumps({
    a: 1,
  });
}

test("a signed session with __proto__ pollutes nothing", () => {
  const texts = [
    '{"__proto__":{"polluted":1}}',
    '{"a":{"__proto__":{"polluted":1}},"n":NaN}',
    '{"constructor":{"prototype":{"polluted":1}}}',
  ];
  for (const text of texts) {
    const session = interfaces.openSession(signed(base64url(text)));
    expect(session.status).toBe("valid");
    const copy = { ...session };
    expect([
      ({} as { polluted?: number }).polluted,
      (copy as { polluted?: number }).polluted,
    ]).toEqual([undefined, undefined]);
    session.set("__proto__", { polluted: 2 });
    session.set("x", 1);
    interfaces.saveSession(session, new Headers());
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(session.polluted).toBeUndefined();
  }
});

test("a good cookie among 10,000 others is found", () => {
  const others = Array.from({ length: 10_000 }, (_, i) => `c${i}=${"x".repeat(100)}`).join("; ");
  expect(open(`${others}; ${one}; ${others}`)).toMatchObject({ status: "valid", data: '{"a":1}' });
});
