// Input that means harm, at random: controls, broken tokens, payloads that no application would sign.
import { deflateSync } from "node:zlib";
import { URLSafeTimedSerializer } from "dewar/itsdangerous";
import fc from "fast-check";

export const KEY = "a-key-for-the-tests-of-the-command-line";
const SIGNER = {
  salt: "cookie-session",
  signerOptions: { keyDerivation: "hmac", digestMethod: "sha1" },
} as const;
const asItIs = { dumps: (text: unknown) => String(text), loads: (text: string) => text };

/** A payload that the key did sign, whatever it says. */
export const signed = (text: string, seconds: number): string =>
  new URLSafeTimedSerializer(KEY, {
    ...{ salt: SIGNER.salt, serializer: asItIs },
    signerOptions: { ...SIGNER.signerOptions, clock: () => seconds * 1000 },
  }).dumps(text);

const char = fc.oneof(
  fc.integer({ min: 0, max: 0xa0 }).map((code) => String.fromCharCode(code)),
  fc.constantFrom("\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\ud800", "\u{e0041}", "\xad"),
  fc.constantFrom("=", ";", ".", "|", "%", "%00", "%1b", '"', "\\", "{", "[", ",", "\r\n", "-"),
);
export const noise: fc.Arbitrary<string> = fc
  .array(char, { maxLength: 30 })
  .map((chars) => chars.join(""));

const odd = fc.constantFrom<string>(
  ...["", "null", "-0", "1e999", "-Infinity", "NaN", "1".repeat(5000), "0.1e-400", "\ufeff{}"],
  ...[
    '{" d":"x"}',
    '{" u":"x"}',
    '{" b":"*"}',
    '{" t":1}',
    '{" di":{"a":1}}',
    '{" m":1}',
    '{" ":1}',
  ],
  ...['{"__proto__":{"a":1}}', '{"a":1,"a":2}', "[".repeat(3000), '{"a":'.repeat(3000), '"\ud800"'],
  ...['{"_flashes":[{" t":[1]}]}', '{" d":"Tue, 31 Feb 99999 00:00:00 GMT"}', '{"a":"\\u009b"}'],
);
export const json: fc.Arbitrary<string> = fc.oneof(
  odd,
  fc.json(),
  noise.map((text) => JSON.stringify({ [text]: text })),
  noise.map((text) => `{"a":"${text}"}`),
);
const seconds = fc.oneof(
  fc.constantFrom(0, 1, 253_402_300_799, 253_402_300_800, 2 ** 40, 2 ** 47),
  fc.integer({ min: 0, max: 2 ** 31 }),
);
const base64 = (bytes: Buffer | string): string => Buffer.from(bytes).toString("base64url");
export const value: fc.Arbitrary<string> = fc.oneof(
  noise,
  fc.tuple(json, seconds).map(([text, at]) => signed(text, at)),
  fc.tuple(json, noise).map(([text, rest]) => `${base64(text)}.${rest}`),
  json.map((text) => `.${base64(deflateSync(text))}.ZVPxAA.-1QlRaColPEibXlFRFd2EAdBB74`),
  fc.uint8Array().map((bytes) => `.${base64(Buffer.from(bytes))}.AAAA.${"a".repeat(27)}`),
  fc.tuple(noise, noise).map(([id, hex]) => `${id}|${hex}`),
  fc.constant(`.${base64(deflateSync(Buffer.alloc(5_000_000, 32)))}.ZVPxAA.${"a".repeat(43)}`),
);
export const pasted: fc.Arbitrary<string> = fc.oneof(
  value,
  fc.tuple(noise, value).map(([name, text]) => `Cookie: ${name}=${text}`),
  fc.tuple(noise, value, noise).map(([name, text, more]) => `Set-Cookie: ${name}=${text}; ${more}`),
  fc
    .tuple(noise, value)
    .map(([head, text]) => `HTTP/1.1 200 OK\r\n${head}\r\nset-cookie: session=${text}`),
);
