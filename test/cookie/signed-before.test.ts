// A key that no longer signs: what it signed before that moment is good, what it signs afterwards is
// somebody else's doing.
import type { RejectReason, RetiredKey, SessionOptions } from "dewar";
import { describe, expect, test } from "vitest";
import { cookieFrom, cookieOf, NOW, sessionsAt, visit } from "../session/kit.ts";

const OLD = "another-secret-key-of-another-app";
const RETIRED = NOW - 1000;
const retired = (more: Partial<RetiredKey> = {}): SessionOptions => ({
  secretKeyFallbacks: [{ key: OLD, signedBefore: new Date(RETIRED * 1000), ...more }],
});
const signedAt = (seconds: number, options: SessionOptions = {}) =>
  cookieOf({ username: "alice" }, { secretKey: OLD, ...options }, seconds);
const opened = (cookie: string, options = retired()) => {
  const reasons: RejectReason[] = [];
  const onReject = (reason: RejectReason) => reasons.push(reason);
  const session = sessionsAt({ onReject, ...options }).openSession(cookie);
  return [session.status, { ...session }, ...reasons];
};
const GOOD = ["valid-old-key", { username: "alice" }];
const BAD = ["bad-signature", {}, "bad-signature"];

describe("a cookie of the old key", () => {
  test.each([
    ["long before", RETIRED - 86_400, GOOD],
    ["in the second before", RETIRED - 1, GOOD],
    ["in that second", RETIRED, BAD],
    ["after it", RETIRED + 1, BAD],
    ["now", NOW, BAD],
    ["before, and too long ago", NOW - 32 * 86_400, ["expired", {}, "expired"]],
  ])("that was signed %s", (_, seconds, expected) => {
    expect(opened(signedAt(seconds))).toEqual(expected);
  });

  test("within the second in which the key was retired", () => {
    const half = retired({ signedBefore: new Date(RETIRED * 1000 + 500) });
    expect(opened(signedAt(RETIRED - 1), half)).toEqual(GOOD);
    // The cookie says whole seconds, so this one may have been signed later in the second.
    expect(opened(signedAt(RETIRED), half)).toEqual(BAD);
    expect(opened(signedAt(RETIRED + 1), half)).toEqual(BAD);
  });

  test("is good with the key as plain text, whenever it was signed", () => {
    expect(opened(signedAt(NOW), { secretKeyFallbacks: [OLD] })).toEqual(GOOD);
  });

  test("in a digest of before", () => {
    const options: SessionOptions = {
      ...retired(),
      digestMethod: "sha256",
      digestMethodFallbacks: ["sha1"],
    };
    expect(opened(signedAt(RETIRED - 1), options)).toEqual(GOOD);
    expect(opened(signedAt(RETIRED), options)).toEqual(BAD);
    const sha256 = { digestMethod: "sha256" } as const;
    expect(opened(signedAt(RETIRED - 1, sha256), options)).toEqual(GOOD);
    expect(opened(signedAt(RETIRED, sha256), options)).toEqual(BAD);
  });

  test("is signed anew with the newest key, and then good for its whole lifetime", () => {
    const response = visit((session) => session.get("username"), signedAt(RETIRED - 1), retired());
    expect(response.setCookie).toHaveLength(1);
    expect(opened(cookieFrom(response), {})).toEqual(["valid", { username: "alice" }]);
  });

  test("that is refused is not signed anew", () => {
    const { setCookie } = visit((session) => session.get("username"), signedAt(NOW), retired());
    expect(setCookie).toEqual([]);
  });

  test("does not keep a good one behind it from counting", () => {
    const header = `${signedAt(NOW)}; ${cookieOf({ username: "bob" })}`;
    expect(opened(header)).toEqual(["valid", { username: "bob" }]);
  });
});

test("each key has a moment of its own", () => {
  const oldest = "the-oldest-key-of-all-of-these-keys";
  const options: SessionOptions = {
    secretKeyFallbacks: [
      { key: oldest, signedBefore: new Date((RETIRED - 5000) * 1000) },
      undefined,
      OLD,
      null,
    ],
  };
  expect(opened(signedAt(RETIRED - 5001, { secretKey: oldest }), options)).toEqual(GOOD);
  expect(opened(signedAt(RETIRED - 5000, { secretKey: oldest }), options)).toEqual(BAD);
  expect(opened(signedAt(NOW), options)).toEqual(GOOD);
  expect(opened(cookieOf({ username: "alice" }), options)).toEqual([
    "valid",
    { username: "alice" },
  ]);
});

test("a key that is gone from the environment is skipped, and its moment checked all the same", () => {
  for (const key of [undefined, null])
    expect(opened(signedAt(RETIRED - 1), retired({ key }))).toEqual(BAD);
  const signedBefore = "2030-01-01" as never;
  expect(() => sessionsAt(retired({ key: undefined, signedBefore }))).toThrow(
    "secretKeyFallbacks[0].signedBefore expected a valid Date, the moment when the key stopped signing, got string.",
  );
});

test("a moment of another realm, as under Jest", async () => {
  const { runInNewContext } = await import("node:vm");
  const signedBefore = runInNewContext(`new Date(${RETIRED * 1000})`);
  expect(opened(signedAt(RETIRED - 1), retired({ signedBefore }))).toEqual(GOOD);
  expect(opened(signedAt(RETIRED), retired({ signedBefore }))).toEqual(BAD);
});
