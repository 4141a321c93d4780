// A token is taken apart by its dots alone: nothing is verified.
import { URLSafeSerializer, URLSafeTimedSerializer } from "dewar/itsdangerous";
import { describe, expect, test } from "vitest";
import { looksSigned, SIGNATURE_LENGTHS, split } from "../../src/token/index.ts";

const at = { signerOptions: { clock: () => 1_700_000_000_999 } };

describe("split", () => {
  test("a session: payload, time, signature", () => {
    const token = new URLSafeTimedSerializer("key", at).dumps({ a: 1 });
    const signature = token.slice(token.lastIndexOf(".") + 1);
    expect(split(token)).toEqual({
      shape: "timed",
      payload: "eyJhIjoxfQ",
      timestamp: 1_700_000_000,
      signed: "eyJhIjoxfQ.ZVPxAA",
      signature,
    });
  });

  test("a compressed session: the first dot belongs to the payload", () => {
    const token = new URLSafeTimedSerializer("key", at).dumps("a".repeat(200));
    const parts = split(token);
    expect([parts.shape, parts.payload[0], parts.timestamp]).toEqual(["timed", ".", 1_700_000_000]);
  });

  test("a token without a time", () => {
    const token = new URLSafeSerializer("key").dumps([1]);
    expect(split(token)).toMatchObject({ shape: "signed", payload: "WzFd", signed: "WzFd" });
    expect(split(token)).not.toHaveProperty("timestamp");
  });

  test.each([
    ["42|00ff", { shape: "remember", payload: "42", signed: "42", signature: "00ff" }],
    ["a|b|0", { shape: "remember", payload: "a|b", signed: "a|b", signature: "0" }],
    ["", { shape: "bare", payload: "", signed: "", signature: "" }],
    ["abc", { shape: "bare", payload: "abc", signed: "abc", signature: "" }],
    [".abc", { shape: "bare", payload: ".abc", signed: ".abc", signature: "" }],
    ["a.", { shape: "signed", payload: "a", signed: "a", signature: "" }],
    // The year 10000 is no time, and neither is what is not base64.
    ["a.Ov_0QYA.s", { shape: "signed", payload: "a.Ov_0QYA", signed: "a.Ov_0QYA", signature: "s" }],
    ["a.!!.s", { shape: "signed", payload: "a.!!", signed: "a.!!", signature: "s" }],
  ])("%s", (token, parts) => {
    expect(split(token)).toEqual(parts);
  });
});

describe("looksSigned", () => {
  test.each(Object.entries(SIGNATURE_LENGTHS))("by the length of %s", (_, length) => {
    expect(looksSigned(`a.${"x".repeat(length)}`)).toBe(true);
    expect(looksSigned(`a.${"x".repeat(length - 1)}`)).toBe(false);
    expect(looksSigned(`a.${"!".repeat(length)}`)).toBe(false);
  });

  test("a remember token has 128 hex digits", () => {
    expect(looksSigned(`42|${"0".repeat(128)}`)).toBe(true);
    expect(looksSigned(`42|${"0".repeat(127)}`)).toBe(false);
    expect(looksSigned("x".repeat(27))).toBe(false);
  });
});
