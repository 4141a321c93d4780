// Tokens of every class, digest, derivation, salt and separator, in both directions.
import {
  type DigestMethod,
  type KeyDerivation,
  type SecretKeys,
  Serializer,
  Signer,
  TimedSerializer,
  type TimedSerializerOptions,
  TimestampSigner,
  URLSafeSerializer,
  URLSafeTimedSerializer,
} from "dewar/itsdangerous";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { jsonValues, text } from "../properties/arbitraries.ts";
import type { Check } from "../vectors/read.ts";
import { canonical, type Encoded, toValue } from "../vectors/values.ts";
import { PEERS } from "./peers.ts";

const NOW = 1_700_000_000;
const CLASSES = { Serializer, TimedSerializer, URLSafeSerializer, URLSafeTimedSerializer };
const SIGNERS = { Signer, TimestampSigner };
const hex = (data: string | Uint8Array): string => Buffer.from(data).toString("hex");

const options = fc.record(
  {
    salt: fc.oneof(text, fc.constantFrom("", "activate")),
    sep: fc.constantFrom(":", "~", "||", "é", "//"),
    key_derivation: fc.constantFrom<KeyDerivation>("concat", "django-concat", "hmac", "none"),
    digest: fc.constantFrom<DigestMethod>("md5", "sha1", "sha224", "sha256", "sha384", "sha512"),
  },
  { requiredKeys: [] },
);
type Options = typeof options extends fc.Arbitrary<infer T> ? T : never;
const keys = fc.array(text, { minLength: 1, maxLength: 3 });

function signerOptions({ sep, key_derivation, digest }: Options, now = NOW) {
  return {
    clock: () => now * 1000,
    ...(sep === undefined ? {} : { sep }),
    ...(key_derivation === undefined ? {} : { keyDerivation: key_derivation }),
    ...(digest === undefined ? {} : { digestMethod: digest }),
  };
}
const salted = ({ salt }: Options) => (salt === undefined ? {} : { salt });

describe.each(PEERS)("Flask $version", ({ peer }) => {
  afterAll(() => peer.close());
  const write = async (question: object): Promise<Buffer> => {
    const { token_hex } = await peer.ask<{ token_hex: string }>("token_write", question);
    return Buffer.from(token_hex, "hex");
  };
  const read = (question: object) => peer.ask<Check>("token_read", question);

  test.each(Object.keys(SIGNERS) as (keyof typeof SIGNERS)[])("%s", (name) =>
    fc.assert(
      fc.asyncProperty(
        keys,
        options,
        fc.uint8Array({ maxLength: 20 }),
        async (secrets, opts, value) => {
          const signer = new SIGNERS[name](secrets, { ...signerOptions(opts), ...salted(opts) });
          const common = { class: name, keys: secrets, ...opts, now: NOW };
          const mine = signer.sign(value);
          const theirs = await write({ ...common, value_hex: hex(value) });
          expect(hex(mine)).toBe(hex(theirs));
          expect(await read({ ...common, token_hex: hex(mine) })).toMatchObject({
            expect: "ok",
            value_hex: hex(value),
          });
          expect(hex(signer.unsign(new Uint8Array(theirs)))).toBe(hex(value));
        },
      ),
    ),
  );

  test.each(Object.keys(CLASSES) as (keyof typeof CLASSES)[])("%s", (name) =>
    fc.assert(
      fc.asyncProperty(keys, options, jsonValues(text), async (secrets, opts, value) => {
        const expected = canonical(toValue(value));
        const Class: new (keys: SecretKeys, options: TimedSerializerOptions) => Serializer =
          CLASSES[name];
        const serializer = new Class(secrets, {
          ...salted(opts),
          signerOptions: signerOptions(opts),
        });
        const common = { class: name, keys: secrets, ...opts, now: NOW };
        const got = await read({ ...common, token_hex: hex(serializer.dumps(toValue(value))) });
        expect(got.expect).toBe("ok");
        expect(canonical(toValue(got.value as Encoded))).toBe(expected);
        const theirs = await write({ ...common, value });
        expect(canonical(serializer.loads(theirs.toString()))).toBe(expected);
      }),
    ),
  );

  test("an expired token is refused by both, at the same second", async () => {
    const common = { class: "URLSafeTimedSerializer", keys: ["k"], salt: "reset" };
    for (const age of [-1, 0, 59, 60, 61]) {
      const at = (now: number) =>
        new URLSafeTimedSerializer("k", {
          salt: "reset",
          signerOptions: { clock: () => now * 1000 },
        });
      const token = at(NOW).dumps({ id: 7 });
      const theirs = await read({ ...common, token_hex: hex(token), now: NOW + age, max_age: 60 });
      const mine = at(NOW + age).signer.validate(token, { maxAge: 60 });
      expect({ age, ok: mine }).toEqual({ age, ok: theirs.expect === "ok" });
    }
  });

  test("Flask-WTF's token for a form can be made and read", async () => {
    const wtf = { class: "URLSafeTimedSerializer", keys: ["k"], salt: "wtf-csrf-token", now: NOW };
    const mine = new URLSafeTimedSerializer("k", {
      salt: "wtf-csrf-token",
      signerOptions: { clock: () => NOW * 1000 },
    });
    const csrf = "c6138d514ffa2135bfce0ed0b8fac65669917ec7";
    expect(mine.dumps(csrf)).toBe((await write({ ...wtf, value: csrf })).toString());
  });
});
