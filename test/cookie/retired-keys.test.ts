import type { SessionOptions } from "dewar";
import { describe, expect, test } from "vitest";
import { cookieFrom, cookieOf, NOW, SECRET, sessionsAt, visit } from "../session/kit.ts";

const OLD = "77d2a19f0c5b4e6688aa13579bdf0246";
const at = (seconds: number): Date => new Date((NOW + seconds) * 1000);
/** A cookie that the old key signed, so many seconds before now. */
const signed = (secondsAgo: number): string =>
  cookieOf({ a: 1 }, { secretKey: OLD }, NOW - secondsAgo);
const retired = (signedBefore: Date, others: SessionOptions = {}): SessionOptions => ({
  secretKeyFallbacks: [{ key: OLD, signedBefore }],
  ...others,
});

describe("a fallback that must have signed before a moment", () => {
  test.each([
    [61, "valid-old-key"],
    [60, "bad-signature"],
    [59, "bad-signature"],
    [0, "bad-signature"],
  ])("signed %i s ago, retired a minute ago: %s", (secondsAgo, status) => {
    const session = sessionsAt(retired(at(-60))).openSession(signed(secondsAgo));
    expect([session.status, Object.keys(session)]).toEqual([
      status,
      status === "valid-old-key" ? ["a"] : [],
    ]);
  });

  test("the moment counts in its second: half a second later the whole second is rejected", () => {
    const half = new Date((NOW - 60) * 1000 + 500);
    expect(sessionsAt(retired(half)).openSession(signed(61)).status).toBe("valid-old-key");
    expect(sessionsAt(retired(half)).openSession(signed(60)).status).toBe("bad-signature");
  });

  test("what is rejected is told to onReject, and is not re-signed", () => {
    const told: string[] = [];
    const options = retired(at(-60), { onReject: (reason) => void told.push(reason) });
    const response = visit((session) => session.get("a"), signed(10), options);
    expect([response.setCookie, told]).toEqual([[], ["bad-signature"]]);
  });

  test("what is accepted is re-signed with the new key, and outlives the old one", () => {
    const response = visit((session) => session.get("a"), signed(61), retired(at(-60)));
    expect(sessionsAt({ secretKey: SECRET }).openSession(cookieFrom(response)).status).toBe(
      "valid",
    );
  });

  test("the newest key has no such moment, nor has another fallback", () => {
    const third = "c0ffee15900d1234c0ffee15900d5678";
    const options = { secretKeyFallbacks: [third, { key: OLD, signedBefore: at(-60) }] };
    const open = (secretKey: string) =>
      sessionsAt(options).openSession(cookieOf({ a: 1 }, { secretKey })).status;
    expect([open(SECRET), open(third), open(OLD)]).toEqual([
      "valid",
      "valid-old-key",
      "bad-signature",
    ]);
  });

  // Said in the documentation: no protection against somebody who has the key.
  test("whoever has the key can write an earlier time", () => {
    expect(sessionsAt(retired(at(-60))).openSession(signed(3600)).status).toBe("valid-old-key");
  });

  test.each<[string, unknown]>([
    [
      "signedBefore expected a valid Date, the moment when the key stopped signing, got undefined.",
      {},
    ],
    ["got an invalid one.", { signedBefore: new Date(Number.NaN) }],
    ["got number.", { signedBefore: NOW }],
    ['got a member called "until".', { signedBefore: at(0), until: 1 }],
  ])("%s", (message, members) => {
    const fallback = { key: OLD, ...(members as object) };
    const options = { secretKeyFallbacks: [fallback as never] };
    expect(() => sessionsAt(options)).toThrow(
      expect.objectContaining({
        code: "ERR_SESSION_OPTIONS",
        message: expect.stringContaining(message),
      }),
    );
  });

  test("a key that is gone from the environment is skipped", () => {
    const options = { secretKeyFallbacks: [undefined, { key: undefined, signedBefore: at(0) }] };
    expect(sessionsAt(options).openSession(signed(61)).status).toBe("bad-signature");
  });
});
