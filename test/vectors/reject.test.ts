// Cookies that real Flask refuses, or answers with 500: an empty session, the right status, no throw.
import { type BadPayload, BadSignature, SignatureExpired } from "dewar/itsdangerous";
import { describe, expect, test } from "vitest";
import { dataOf, isRefusedAtStart, toSessionInterface } from "./interface.ts";
import { type RejectVector, vectors } from "./read.ts";

const all = vectors("reject").filter((vector) => !isRefusedAtStart(vector));

const STATUS: Record<string, string> = {
  bad_signature: "bad-signature",
  expired: "expired",
  future: "expired",
  // Signed with our key, and yet no cookie that anybody wrote: Flask is silent about the first two,
  // and answers 500 for ever to the others.
  missing_timestamp: "malformed",
  bad_timestamp: "malformed",
  timestamp_overflow: "malformed",
  bad_payload: "malformed",
  not_a_mapping: "malformed",
};

/** Timestamps that Python's lenient base64 reads as some time long ago. */
const ODD_TIMESTAMP = /^timestamp-(bang|eq-mid)/;
/** A value that a Cookie header brings through as it is (RFC 6265, cookie-octet). */
const TRAVELS = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;

function expectedStatus(vector: RejectVector): string {
  if (ODD_TIMESTAMP.test(vector.group)) return "malformed";
  return STATUS[vector.expected] as string;
}

const LOADS_THROWS: Record<string, typeof BadPayload | typeof BadSignature> = {
  "bad-signature": BadSignature,
  expired: SignatureExpired,
};

describe.each(all)("$id $group: $expected", (vector) => {
  const reasons: string[] = [];
  const { sessions } = toSessionInterface(vector, (reason) => reasons.push(reason));
  const status = expectedStatus(vector);

  test("gives an empty session that says why", () => {
    const session = sessions.openSession(`session=${vector.cookie}`);
    if (TRAVELS.test(vector.cookie)) {
      expect(session.status).toBe(status);
      expect(reasons).toEqual([status]);
      expect(session.new).toBe(true);
    }
    // Else the header is cut at what the value holds, and what is left may even be a good cookie.
    if (session.status !== "valid") expect(dataOf(session)).toBe("{}");
  });

  test("is refused by the serializer, too", () => {
    if (vector.expected === "not_a_mapping") return;
    const load = () => sessions.signingSerializer.loads(vector.cookie, { maxAge: vector.max_age });
    const Class = LOADS_THROWS[status];
    if (Class) expect(load).toThrow(Class);
    else expect(load).toThrow(/payload|timestamp/);
  });
});

test("each reason to refuse has vectors", () => {
  const own = all.filter((vector) => !vector.id.startsWith("beside/"));
  expect(new Set(own.map((vector) => vector.expected))).toEqual(new Set(Object.keys(STATUS)));
});
