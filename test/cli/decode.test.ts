import { expect, test } from "vitest";
import { dewar, dewarJSON } from "./dewar.ts";
import { flaskTokens } from "./flask-tokens.ts";

// {"a":1} at 1700000000, signed with "k".
const COOKIE = "eyJhIjoxfQ.ZVPxAA.-1QlRaColPEibXlFRFd2EAdBB74";
const KEY = "a-key-for-the-tests-of-the-command-line";
const tokens = flaskTokens(KEY);

test("says loudly that nothing is verified, and when it was signed in both zones", async () => {
  const { stdout, code } = await dewar(["decode", COOKIE]);
  expect(code).toBe(0);
  const [banner, , ...rest] = stdout.split("\n");
  expect(banner).toBe("NOT VERIFIED: no key was given, so anyone may have written this.");
  expect(rest.slice(0, 2)).toEqual([
    "shape    payload, time and signature (sha1 by its length)",
    expect.stringMatching(
      /^signed {3}2023-11-14 23:13:20 (CET|GMT\+1) = 2023-11-14T22:13:20Z, \d+ days .* ago$/,
    ),
  ]);
  expect(rest.slice(2)).toEqual(["size     45 bytes, not compressed", "", '{ "a": 1 }', ""]);
});

test("with a key it says whether the signature is right, without printing the key", async () => {
  const good = await dewar(["decode", tokens.session], { env: { SECRET_KEY: KEY } });
  expect(good.stdout).toContain("Signature verified: a Flask session. Its age was not checked.");
  const bad = await dewar(["decode", tokens.session], { env: { FLASK_SECRET_KEY: "another-key" } });
  expect(bad.stdout).toContain("NOT VERIFIED: the key does not match.");
  expect(`${good.stdout}${bad.stdout}`).not.toMatch(new RegExp(`${KEY}|another-key`));
});

test("rich types by name, numbers as they were written", async () => {
  const { data } = await dewarJSON<{ data: unknown }>(["decode", tokens.rich]);
  expect(data).toEqual({
    " t": { " t": "escaped" },
    big: { type: "int", value: String(2n ** 70n) },
    html: { type: "Markup", value: "<b>hi</b>" },
    id: { type: "UUID", value: "12345678-1234-5678-1234-567812345678" },
    none: null,
    pair: { type: "tuple", value: [1, "two"] },
    rate: 1,
    raw: { type: "bytes", value: "AP8Q" },
    username: "alice",
    visits: 3,
    when: { type: "datetime", value: "Tue, 02 Jan 2024 03:04:05 GMT" },
    yes: true,
  });
  const { stdout } = await dewar(["decode", tokens.rich]);
  expect(stdout.slice(stdout.indexOf("{"))).toBe(`{
  " t": { " t": "escaped" },
  "big": ${2n ** 70n},
  "html": Markup("<b>hi</b>"),
  "id": UUID("12345678-1234-5678-1234-567812345678"),
  "none": null,
  "pair": tuple(1, "two"),
  "rate": 1.0,
  "raw": bytes("AP8Q"),
  "username": "alice",
  "visits": 3,
  "when": datetime("Tue, 02 Jan 2024 03:04:05 GMT"),
  "yes": true
}
`);
});

test.each([
  ["compressed", "timed", "sha1"],
  ["sha512", "timed", "sha512"],
  ["untimed", "signed", "sha1"],
  ["remember", "remember", "sha512"],
] as const)("%s", async (name, shape, digest) => {
  expect(await dewarJSON(["decode", tokens[name]])).toMatchObject({ exit: 0, shape, digest });
});

test("a payload that cannot be read is an answer of its own", async () => {
  const { stdout, code } = await dewar(["decode", "!!!.ZVPxAA.-1QlRaColPEibXlFRFd2EAdBB74"]);
  expect(code).toBe(1);
  expect(stdout).toContain("payload  cannot be read: the payload is not base64url");
});

test("what a payload holds cannot drive the terminal", async () => {
  const text = JSON.stringify({ "\u001b]0;title\u0007": "\u009b31m\u202e" });
  const payload = Buffer.from(text).toString("base64url");
  const { stdout } = await dewar(["decode", `${payload}.ZVPxAA.-1QlRaColPEibXlFRFd2EAdBB74`]);
  expect(stdout).toContain('{ "\\u001b]0;title\\u0007": "\\u009b31m\\u202e" }');
  // Nothing but printable characters and line breaks.
  expect(stdout.replace(/[\n\x20-\x7e]/g, "")).toBe("");
});
