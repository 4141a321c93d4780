// Why a signature does not match: another key, a spoilt key, or a spoilt cookie.
import { describe, expect, test } from "vitest";
import { dewarJSON } from "./dewar.ts";
import { flaskTokens } from "./flask-tokens.ts";

const KEY = "a-key-for-the-tests-of-the-command-line";
const tokens = flaskTokens(KEY);
const verify = (cookie: string, key = KEY) =>
  dewarJSON(["verify", "--", cookie], { env: { SECRET_KEY: key } });
const [payload = "", time = "", signature = ""] = tokens.session.split(".");
const encode = (text: string): string => Buffer.from(text).toString("base64url");

test("another key", async () => {
  const verdict = await verify(tokens.session, "quite-another-key-for-the-tests");
  expect(verdict).toMatchObject({ exit: 1, verified: false, reason: "wrong-key" });
  expect(verdict["message"]).toContain("most likely another key signed it");
  expect(JSON.stringify(verdict)).not.toContain("quite-another-key");
});

test("another key of a remember_token", async () => {
  expect(await verify(tokens.remember, "quite-another-key-for-the-tests")).toMatchObject({
    exit: 1,
    reason: "wrong-key",
    as: "remember-token",
  });
});

describe("a key that is nearly right", () => {
  const hex = "00112233445566778899aabbccddeeff";
  const raw = Buffer.from(hex, "hex").toString("latin1");
  test.each([
    ["white space around it", KEY, ` ${KEY}\n`, "without the white space around it"],
    ["quotes around it", KEY, `'${KEY}'`, "without the quotes around it"],
    ["a line break that is missing", `${KEY}\n`, KEY, "with a line break at its end"],
    ["quotes that are missing", `"${KEY}"`, KEY, "with quotes around it"],
  ])("%s", async (_, application, given, difference) => {
    const { session } = flaskTokens(application);
    const verdict = await verify(session, given);
    expect(verdict).toMatchObject({ exit: 1, reason: "wrong-key" });
    expect(verdict["message"]).toBe(`It was signed with SECRET_KEY ${difference}.`);
    expect(JSON.stringify(verdict)).not.toContain(KEY);
  });

  test.each([
    ["hex", hex, "with its hex digits decoded to bytes"],
    ["base64", Buffer.from(hex, "hex").toString("base64"), "with its base64 decoded to bytes"],
    ["Python's source", `b'${escaped(raw)}'`, "with its backslashes read as in Python"],
  ])("bytes, given as %s", async (_, given, difference) => {
    const { createHmac } = await import("node:crypto");
    const bytes = Buffer.from(hex, "hex");
    const derived = createHmac("sha1", bytes).update("cookie-session").digest();
    const signed = `${payload}.${time}`;
    const cookie = `${signed}.${createHmac("sha1", derived).update(signed).digest("base64url")}`;
    const verdict = await verify(cookie, given);
    expect(verdict).toMatchObject({ exit: 1, reason: "wrong-key" });
    expect(verdict["message"]).toContain(difference);
  });

  function escaped(text: string): string {
    return text.replace(/./gs, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`);
  }
});

describe("tampered", () => {
  test.each([
    ["a payload that is no JSON any more", `${encode('{"username":"bob"')}.${time}.${signature}`],
    ["JSON of another writer", `${encode('{"username": "bob"}')}.${time}.${signature}`],
    ["a payload of impossible bits", `${payload.slice(0, -1)}1.${time}.${signature}`],
    ["a compressed payload that does not unpack", `.${payload}.${time}.${signature}`],
    ["a time of long ago", `${payload}.AAAAAQ.${signature}`],
  ])("%s", async (_, cookie) => {
    const verdict = await verify(cookie);
    expect(verdict).toMatchObject({ exit: 1, verified: false, reason: "tampered" });
    expect(verdict["message"]).toMatch(/^It was changed after it was signed\. Its /);
  });

  test("a careful change looks like another key, and the answer says so", async () => {
    const verdict = await verify(`${encode('{"username":"bobby"}')}.${time}.${signature}`);
    expect(verdict).toMatchObject({ exit: 1, reason: "wrong-key" });
    expect(verdict["message"]).toContain("A carefully changed payload looks the same.");
  });
});

describe("cut off", () => {
  test.each([
    ["within its signature", tokens.session.slice(0, -3)],
    ["after its time", `${payload}.${time}`],
    ["within its time", `${payload}.${time.slice(0, 3)}`],
    ["within its payload", payload.slice(0, 12)],
    ["within a compressed payload", tokens.compressed.slice(0, 20)],
    ["a remember_token", tokens.remember.slice(0, -10)],
  ])("%s", async (_, cookie) => {
    expect(await verify(cookie)).toMatchObject({ exit: 1, verified: false, reason: "truncated" });
  });

  test("by a browser, which is known by its length", async () => {
    const long = `.${"x".repeat(4090)}`;
    expect((await verify(`.eJ${long}`))["fix"]).toContain("Store less in the session");
  });

  test("too long", async () => {
    const verdict = await verify(`${tokens.session}abc`);
    expect(verdict).toMatchObject({ exit: 1, reason: "malformed" });
    expect(verdict["message"]).toBe("Its signature is right, but followed by 3 extra characters.");
  });

  test("nothing of the kind", async () => {
    expect(await verify("hello")).toMatchObject({ exit: 1, reason: "malformed" });
  });
});
