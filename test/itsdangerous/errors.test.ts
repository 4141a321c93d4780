import { inspect } from "node:util";
import {
  BadData,
  BadHeader,
  BadPayload,
  BadSignature,
  BadTimeSignature,
  MalformedTimestamp,
  SignatureExpired,
  TimestampSigner,
  URLSafeTimedSerializer,
} from "dewar/itsdangerous";
import { describe, expect, test } from "vitest";

const signer = new TimestampSigner("secret-key", { clock: () => 1_700_000_000_000 });
const caught = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("expected a throw");
};

test("the classes are Python's", () => {
  const chain = (error: object) => {
    const names: string[] = [];
    for (let at = error.constructor; at !== Error; at = Object.getPrototypeOf(at))
      names.push(at.name);
    return names;
  };
  expect(chain(new SignatureExpired(""))).toEqual([
    "SignatureExpired",
    "BadTimeSignature",
    "BadSignature",
    "BadData",
  ]);
  expect(chain(new MalformedTimestamp(""))).toEqual([
    "MalformedTimestamp",
    "BadTimeSignature",
    "BadSignature",
    "BadData",
  ]);
  expect(chain(new BadHeader(""))).toEqual(["BadHeader", "BadSignature", "BadData"]);
  expect(chain(new BadPayload(""))).toEqual(["BadPayload", "BadData"]);
});

test("each has a stable code and its name", () => {
  const classes = [
    BadData,
    BadSignature,
    BadTimeSignature,
    MalformedTimestamp,
    SignatureExpired,
    BadHeader,
    BadPayload,
  ];
  expect(classes.map((Class) => [new Class("").name, new Class("").code])).toEqual([
    ["BadData", "ERR_BAD_DATA"],
    ["BadSignature", "ERR_BAD_SIGNATURE"],
    ["BadTimeSignature", "ERR_BAD_TIME_SIGNATURE"],
    ["MalformedTimestamp", "ERR_MALFORMED_TIMESTAMP"],
    ["SignatureExpired", "ERR_SIGNATURE_EXPIRED"],
    ["BadHeader", "ERR_BAD_HEADER"],
    ["BadPayload", "ERR_BAD_PAYLOAD"],
  ]);
});

describe("fields tell, and stay out of logs", () => {
  test("an expired signature has payload and date", () => {
    const token = signer.sign("the-payload");
    const later = new TimestampSigner("secret-key", { clock: () => 1_700_000_100_000 });
    const error = caught(() => later.unsign(token, { maxAge: 99 })) as SignatureExpired;
    expect(error).toBeInstanceOf(SignatureExpired);
    expect(error.message).toBe("Signature age 100 > 99 seconds");
    expect(error.payload).toBe("the-payload");
    expect(error.dateSigned).toEqual(new Date(1_700_000_000_000));
    expect(Object.keys(error).sort()).toEqual(["code", "name"]);
    expect(JSON.stringify(error)).not.toContain("the-payload");
    expect(inspect(error)).not.toContain("the-payload");
  });

  test("a wrong signature has what it says of itself", () => {
    const token = signer.sign("the-payload");
    const error = caught(() => signer.unsign(`${token.slice(0, -2)}xx`)) as BadTimeSignature;
    expect(error).toBeInstanceOf(BadTimeSignature);
    expect(error).not.toBeInstanceOf(SignatureExpired);
    expect([error.payload, error.dateSigned]).toEqual(["the-payload", new Date(1_700_000_000_000)]);
    expect(inspect(error)).not.toContain("the-payload");
    expect(error.message).not.toContain(token.slice(-10));
  });

  test("an unreadable payload has the error behind it", () => {
    const serializer = new URLSafeTimedSerializer("secret-key");
    const token = serializer.signer.sign("e30x");
    const error = caught(() => serializer.loads(token)) as BadPayload;
    expect(error).toBeInstanceOf(BadPayload);
    expect(error.originalError).toBeInstanceOf(Error);
    expect(inspect(error)).not.toContain("e30x");
  });
});
