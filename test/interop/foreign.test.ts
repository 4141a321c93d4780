// Payloads that neither side would write, signed with the right key: what dewar reads, Flask reads
// alike; what dewar does not read is an empty session, never another value and never a throw.
import { SecureCookieSessionInterface } from "dewar";
import { encodePayload } from "dewar/itsdangerous";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { dataOf, flaskOptions, savedValue } from "../vectors/interface.ts";
import { canonical, type Encoded, hasOtherKeys, toValue } from "../vectors/values.ts";
import type { PeerError } from "./peer.ts";
import { PEERS } from "./peers.ts";

const NOW = 1_700_000_000;
const RUNS = { numRuns: 1500 };
const sessions = new SecureCookieSessionInterface(flaskOptions(["key"], { now: NOW }));
const { signer } = sessions.signingSerializer;
const sign = (text: string): string => signer.sign(encodePayload(text));

const strings = [
  "",
  "a",
  "é",
  "YQ==",
  "YQ",
  "Y Q==",
  "-_-_",
  "+/+/",
  "12345678123456781234567812345678",
  "12345678-1234-5678-1234-567812345678",
  "{12345678123456781234567812345678}",
  "urn:uuid:12345678123456781234567812345678",
  "0x345678123456781234567812345678ab",
  "Tue, 02 Jan 2024 03:04:05 GMT",
  "02 Jan 2024 03:04:05 +0530",
  "Tue, 02 Jan 2024 03:04:05 EST",
  "Tue, 02 Jan 24 03:04:05 GMT",
  "31 Feb 2024 00:00:00 GMT",
  "1 Jan 0050 00:00:00 GMT",
  "tue, 02 jan 2024 03:04:05 gmt",
  "Tue, 02 Jan 2024",
  "2024-01-02T03:04:05Z",
  "01 Jan 9999 23:59:59 -2359",
  "Tue, 02 Jan 2024 24:00:00 GMT",
].map((value) => JSON.stringify(value));
const scalars = fc.constantFrom(
  ...strings,
  "null",
  "true",
  "0",
  "-0",
  "1.0",
  "1e5",
  "1E400",
  "-0.0",
  "NaN",
  "-Infinity",
  "9007199254740993",
  "[]",
  "{}",
  '"\\ud800"',
  '"é"',
  '"\u007f"',
);
const names = fc.constantFrom(
  " t",
  " b",
  " m",
  " u",
  " d",
  " di",
  " t__",
  " di__",
  " b__",
  "x__",
  " x",
  "a",
  "b",
  "\\u0020t",
  "__proto__",
  "10",
  "9",
  "é",
);
const space = fc.constantFrom("", "", "", " ", "\n", "\t ");

/**
 * JSON with tags anywhere, white space, and keys in no order. No key twice: of a tag that is
 * overwritten, Flask 2 still reads the first value.
 */
const { text } = fc.letrec<{ text: string }>((tie) => {
  const joined = (gap: string, parts: string[]) => parts.join(`${gap},${gap}`);
  const items = fc.array(tie("text"), { maxLength: 3 });
  const members = (maxLength: number) =>
    fc
      .uniqueArray(fc.tuple(names, tie("text")), {
        selector: ([name]) => JSON.parse(`"${name}"`),
        maxLength,
      })
      .map((pairs) => pairs.map(([name, value]) => `"${name}": ${value}`));
  return {
    text: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      scalars,
      fc.tuple(space, items).map(([gap, parts]) => `[${joined(gap, parts)}]`),
      fc.tuple(space, members(1)).map(([gap, parts]) => `{${gap}${joined(gap, parts)}}`),
      fc.tuple(space, members(3)).map(([gap, parts]) => `{${gap}${joined(gap, parts)}}`),
    ),
  };
});
const payloads = fc.oneof(
  { weight: 4, arbitrary: text.map((value) => `{"a":${value}}`) },
  { weight: 1, arbitrary: text },
);

interface Loaded {
  value: Encoded;
  again: string;
}

describe.each(PEERS)("Flask $version", ({ peer }) => {
  afterAll(() => peer.close());
  const flaskReads = (cookie: string): Promise<Loaded | PeerError> =>
    peer
      .ask<Loaded>("session_load", { keys: ["key"], cookie, now: NOW })
      .catch((error: PeerError) => error);

  test("what dewar reads, Flask reads alike", () =>
    fc.assert(
      fc.asyncProperty(payloads, async (source) => {
        const cookie = sign(source);
        const session = sessions.openSession(`session=${cookie}`);
        if (session.status !== "valid") {
          expect([session.status, dataOf(session)]).toEqual(["malformed", "{}"]);
          return;
        }
        const theirs = (await flaskReads(cookie)) as Loaded;
        expect(hasOtherKeys(theirs.value)).toBe(false);
        expect(dataOf(session)).toBe(canonical(toValue(theirs.value)));
      }),
      RUNS,
    ));

  test("what dewar writes after that, Flask reads alike", () =>
    fc.assert(
      fc.asyncProperty(payloads, async (source) => {
        const session = sessions.openSession(`session=${sign(source)}`);
        fc.pre(session.status === "valid");
        session.set("changed", true);
        const expected = dataOf(session);
        const theirs = (await flaskReads(savedValue(sessions, session) as string)) as Loaded;
        expect(canonical(toValue(theirs.value))).toBe(expected);
      }),
      RUNS,
    ));
});
