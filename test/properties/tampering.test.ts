// A cookie that anybody changed in any way is refused, and never throws.
import { SecureCookieSessionInterface } from "dewar";
import fc from "fast-check";
import { expect, test } from "vitest";
import { dataOf } from "../vectors/interface.ts";
import { toValue } from "../vectors/values.ts";
import { sessions } from "./arbitraries.ts";

const SECRET = "9f8c1f0b6f0c4f6db9a7e25c54b0d1c4";
const reasons: string[] = [];
const onReject = (reason: string): void => void reasons.push(reason);
const interfaces = new SecureCookieSessionInterface({ secretKey: SECRET, onReject });
const EMPTY = "{}";
// What a Cookie header carries unchanged (RFC 6265, cookie-octet).
const octet = fc
  .integer({ min: 0x21, max: 0x7e })
  .map((code) => String.fromCharCode(code))
  .filter((char) => !'",;\\'.includes(char));

/** A cookie value, and the same with a few characters replaced, removed, put in or moved. */
const spoilt = fc
  .tuple(
    sessions,
    fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.string({ unit: octet, maxLength: 2 })), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([encoded, cuts]) => {
    const good = interfaces.signingSerializer.dumps(toValue(encoded));
    const bad = cuts.reduce((value, [at, length, piece]) => {
      const start = at % (value.length + 1);
      return value.slice(0, start) + piece + value.slice(start + length);
    }, good);
    return { good, bad };
  })
  .filter(({ good, bad }) => bad !== good && bad !== "");

test("a changed cookie is refused", () =>
  fc.assert(
    fc.property(spoilt, ({ bad }) => {
      const session = interfaces.openSession(`session=${bad}`);
      expect([session.status, dataOf(session)]).toEqual(["bad-signature", EMPTY]);
      expect(reasons.pop()).toBe("bad-signature");
    }),
    { numRuns: 2000 },
  ));

test("each single character counts", () => {
  const good = interfaces.signingSerializer.dumps({ username: "alice", visits: 3 });
  for (let at = 0; at < good.length; at++)
    for (const char of ["A", "B", "_", "-", "z", ".", "=", "+", "/", "!"]) {
      if (good[at] === char) continue;
      const session = interfaces.openSession(
        `session=${good.slice(0, at)}${char}${good.slice(at + 1)}`,
      );
      expect([session.status, at, char]).toEqual(["bad-signature", at, char]);
    }
});

test("parts of different cookies do not make one", () => {
  const parts = [{ a: 1 }, { a: 2 }, { b: "x".repeat(200) }].map((data) =>
    interfaces.signingSerializer.dumps(data).split("."),
  );
  for (const [, ...other] of parts)
    for (const own of parts) {
      const mixed = [...own.slice(0, -2), ...other.slice(-2)].join(".");
      if (parts.some((each) => each.join(".") === mixed)) continue;
      expect(interfaces.openSession(`session=${mixed}`).status).toBe("bad-signature");
    }
});

test("any header at all gives a session", () =>
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 200 }),
        fc.string({ unit: octet }).map((value) => `session=${value}`),
      ),
      (header) => {
        const session = interfaces.openSession(header);
        expect(dataOf(session)).toBe(EMPTY);
        expect(session.status).toMatch(/^(new|bad-signature)$/);
      },
    ),
    { numRuns: 1000 },
  ));
