// Whatever is logged or serialised, the key is not in it, in no spelling.
import { inspect } from "node:util";
import { SecureCookieSessionInterface } from "dewar";
import { Signer, TimestampSigner, URLSafeTimedSerializer } from "dewar/itsdangerous";
import { expect, test } from "vitest";

const KEY = "6b3fd1c2a9e84f5d8c7b";
const OLD = "an old key that still verifies";
const tokens = new URLSafeTimedSerializer([OLD, KEY]);
const sessions = new SecureCookieSessionInterface({ secretKey: KEY, secretKeyFallbacks: [OLD] });
const signer = new TimestampSigner([OLD, KEY]);
// Used once, so that whatever is made at the first use is there.
const token = tokens.dumps({ id: 7 });
signer.unsign(signer.sign("value"));
sessions.openSession(`session=${sessions.signingSerializer.dumps({ a: 1 })}`).get("a");

const SPELLINGS = [KEY, OLD].flatMap((key) => {
  const bytes = Buffer.from(key);
  return [
    key,
    bytes.toString("hex"),
    bytes.toString("hex").replace(/..(?!$)/g, "$& "),
    bytes.toString("base64").replace(/=+$/, ""),
    [...bytes].slice(0, 8).join(", "),
    [...bytes].slice(0, 8).join(","),
    // { "0": 54, "1": 98, ... } of JSON.stringify
    `"0":${bytes[0]},"1":${bytes[1]},"2":${bytes[2]}`,
  ];
});

const SUBJECTS: [string, object][] = [
  ["Signer", new Signer([OLD, KEY])],
  ["TimestampSigner", signer],
  ["serializer", tokens],
  ["what unsignParts gives", tokens.unsignParts(token)],
  ["what a signer's unsignParts gives", signer.unsignParts(signer.sign("value"))],
  ["its signers", tokens.unsigners],
  ["interface", sessions],
  ["interface's serializer", sessions.signingSerializer],
  ["session", sessions.openSession(undefined)],
];

test.each(SUBJECTS)("%s", (_, subject) => {
  const logs = [
    inspect(subject),
    inspect(subject, { depth: null }),
    inspect(subject, { showHidden: true, depth: null, maxArrayLength: null, compact: true }),
    inspect(subject, { showHidden: true, depth: null, getters: true, compact: true }),
    inspect(subject, { customInspect: false, showHidden: true, depth: null, showProxy: true }),
    JSON.stringify(subject) ?? "",
    JSON.stringify(Object.entries(subject)),
    JSON.stringify({ ...subject }),
    String(subject),
  ];
  for (const log of logs) {
    const plain = log.replace(/\s+/g, " ");
    for (const spelling of SPELLINGS) expect(plain).not.toContain(spelling);
  }
});

test("the check knows a key when it sees one", () => {
  const plain = inspect({ key: Buffer.from(KEY), text: KEY }, { compact: true });
  expect(SPELLINGS.some((spelling) => plain.includes(spelling))).toBe(true);
  expect(JSON.stringify({ k: Uint8Array.from(Buffer.from(KEY)) })).toContain(SPELLINGS[6]);
});

test("the keys can still be asked for", () => {
  expect(signer.secretKeys.map((key) => Buffer.from(key).toString())).toEqual([OLD, KEY]);
  expect(Object.keys(signer).sort()).toEqual(["digestMethod", "keyDerivation", "salt", "sep"]);
});
