// Random sessions between dewar and real Flask, in both directions.
import { Markup, SecureCookieSessionInterface, type Session, Tuple } from "dewar";
import { decodePayload } from "dewar/itsdangerous";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import {
  encodeObject,
  entriesOf,
  sessions,
  tagLikeSessions,
  text,
  values,
  wellFormedSessions,
} from "../properties/arbitraries.ts";
import { dataOf, flaskOptions, savedValue } from "../vectors/interface.ts";
import type { EncodedKey } from "../vectors/read.ts";
import { canonical, type Encoded, hasWholeFloat, toValue } from "../vectors/values.ts";
import { PEERS } from "./peers.ts";

const NOW = 1_700_000_000;
const RUNS = { numRuns: 300 };
const keys = fc.oneof(
  fc.string({ minLength: 1, maxLength: 80 }) as fc.Arbitrary<EncodedKey>,
  fc
    .uint8Array({ minLength: 1, maxLength: 80 })
    .map((bytes): EncodedKey => ({ $type: "bytes", hex: Buffer.from(bytes).toString("hex") })),
);

interface Loaded {
  value: Encoded;
  payload: string;
  again: string;
}

const interfaceFor = (...secrets: EncodedKey[]): SecureCookieSessionInterface =>
  new SecureCookieSessionInterface(flaskOptions(secrets, { now: NOW }));
const entries = (encoded: Encoded): [string, unknown][] =>
  Object.entries(toValue(encoded) as object);
const open = (mine: SecureCookieSessionInterface, cookie: string): Session =>
  mine.openSession(`session=${cookie}`);
/** What Python has for each key, in the encoding that tells 1 from 1.0. */
const byKey = (encoded: Encoded): Map<string, Encoded> => new Map(entriesOf(encoded));

describe.each(PEERS)("Flask $version", ({ peer, version }) => {
  afterAll(() => peer.close());
  const flaskWrites = (value: Encoded, ...secrets: EncodedKey[]) =>
    peer.ask<{ cookie: string; payload: string }>("session_dump", {
      keys: secrets,
      value,
      now: NOW,
    });
  const flaskReads = (cookie: string, ...secrets: EncodedKey[]) =>
    peer.ask<Loaded>("session_load", { keys: secrets, cookie, now: NOW });

  test("Flask reads what dewar writes, and would write the same text", () =>
    fc.assert(
      fc.asyncProperty(keys, wellFormedSessions, async (secret, encoded) => {
        const mine = interfaceFor(secret);
        const session = mine.openSession(undefined);
        session.update(entries(encoded));
        const cookie = savedValue(mine, session) as string;
        fc.pre(cookie !== "");
        const theirs = await flaskReads(cookie, secret);
        expect(canonical(toValue(theirs.value))).toBe(canonical(toValue(encoded)));
        expect(theirs.again).toBe(theirs.payload);
        if (!hasWholeFloat(encoded))
          expect(theirs.payload).toBe((await flaskWrites(encoded, secret)).payload);
      }),
      RUNS,
    ));

  test("dewar reads what Flask writes", () =>
    fc.assert(
      fc.asyncProperty(keys, sessions, async (secret, encoded) => {
        const { cookie } = await flaskWrites(encoded, secret);
        const session = open(interfaceFor(secret), cookie);
        expect(session.status).toBe("valid");
        expect(dataOf(session)).toBe(canonical(toValue(encoded)));
      }),
      RUNS,
    ));

  test("a key that dewar changes leaves the others what they were, to the type", () =>
    fc.assert(
      fc.asyncProperty(keys, sessions, values(text), async (secret, encoded, value) => {
        fc.pre(!hasWholeFloat(value));
        const mine = interfaceFor(secret);
        const session = open(mine, (await flaskWrites(encoded, secret)).cookie);
        // Looked at all over, as templates do; only one key is set.
        expect(dataOf(session)).toBe(canonical(toValue(encoded)));
        session.set("changed", toValue(value));
        const theirs = await flaskReads(savedValue(mine, session) as string, secret);
        const expected = byKey(encoded).set("changed", value);
        const same = await flaskWrites(encodeObject([...expected]), secret);
        expect(theirs.payload).toBe(same.payload);
      }),
      RUNS,
    ));

  test("what dewar changes inside of a key leaves the other keys what they were", () =>
    fc.assert(
      fc.asyncProperty(keys, sessions, async (secret, encoded) => {
        const mine = interfaceFor(secret);
        const data = byKey(encoded).set("cart", []);
        const session = open(mine, (await flaskWrites(encodeObject([...data]), secret)).cookie);
        session.get("cart").push("a book");
        const theirs = await flaskReads(savedValue(mine, session) as string, secret);
        const same = await flaskWrites(encodeObject([...data.set("cart", ["a book"])]), secret);
        expect(theirs.payload).toBe(same.payload);
      }),
      RUNS,
    ));

  test("what Flask wrote and nobody changed is saved again to the byte", () =>
    fc.assert(
      fc.asyncProperty(
        keys,
        fc.oneof(sessions, tagLikeSessions),
        fc.constantFrom("modified", "touch", "look", "set", "undo"),
        async (secret, encoded, how) => {
          const mine = interfaceFor(secret);
          const { cookie, payload } = await flaskWrites(encoded, secret);
          fc.pre(payload !== "{}");
          const session = open(mine, cookie);
          if (how === "look") for (const [key] of session) session.get(key);
          if (how === "touch") session.touch();
          else session.modified = true;
          // Other keys come and go: what stays is still the text that Flask wrote.
          if (how === "set") session.set("dewar's own", undefined);
          if (how === "undo") {
            session.set("dewar's own", 1);
            session.delete("dewar's own");
          }
          const saved = savedValue(mine, session) as string;
          expect(decodePayload(saved.split(".").slice(0, -2).join("."))).toBe(payload);
          expect((await flaskReads(saved, secret)).again).toBe(payload);
        },
      ),
      { numRuns: 1000 },
    ));

  test("a key beside one that is like a tag, and away again, leaves every text", () =>
    fc.assert(
      fc.asyncProperty(keys, tagLikeSessions, async (secret, encoded) => {
        const mine = interfaceFor(secret);
        const { cookie, payload } = await flaskWrites(encoded, secret);
        const first = open(mine, cookie);
        first.set("~", 1);
        const beside = savedValue(mine, first) as string;
        const data = byKey(encoded).set("~", 1);
        const same = await flaskWrites(encodeObject([...data]), secret);
        expect((await flaskReads(beside, secret)).payload).toBe(same.payload);
        const second = open(mine, beside);
        second.delete("~");
        const saved = savedValue(mine, second) as string;
        expect((await flaskReads(saved, secret)).payload).toBe(payload);
      }),
      RUNS,
    ));

  test("half of an emoji is U+FFFD to Flask, which shows the page", async () => {
    const mine = interfaceFor("k");
    const half = "Anna 😀".slice(0, -1);
    const session = mine.openSession(undefined);
    session.update({ name: half, [half]: [half, { [half]: Tuple.of(new Markup(half)) }] });
    session.flash(half);
    const { value } = await flaskReads(savedValue(mine, session) as string, "k");
    const whole = "Anna \ufffd";
    expect(value).toEqual({
      _flashes: [{ $type: "tuple", items: ["message", whole] }],
      name: whole,
      [whole]: [whole, { [whole]: { $type: "tuple", items: [{ $type: "markup", value: whole }] } }],
    });
  });

  test("a refresh by dewar keeps the very text", () =>
    fc.assert(
      fc.asyncProperty(keys, sessions, async (secret, encoded) => {
        const data = byKey(encoded).set("_permanent", true);
        const { cookie } = await flaskWrites(encodeObject([...data]), secret);
        const mine = interfaceFor(secret);
        const refreshed = savedValue(mine, open(mine, cookie)) as string;
        expect(refreshed).toBe(cookie);
      }),
      RUNS,
    ));

  // Flask 2 has no SECRET_KEY_FALLBACKS.
  if (!version.startsWith("2."))
    test("both read a cookie of any key, and sign with the newest", () =>
      fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(keys, { minLength: 2, maxLength: 4, selector: JSON.stringify }),
          fc.nat(),
          async (secrets, pick) => {
            const signing = secrets[pick % secrets.length] as EncodedKey;
            const { cookie } = await flaskWrites({ a: 1 }, signing);
            const mine = interfaceFor(...secrets);
            const session = open(mine, cookie);
            expect(session.get("a")).toBe(1);
            expect((await flaskReads(cookie, ...secrets)).value).toEqual({ a: 1 });
            session.modified = true;
            const newest = secrets.at(-1) as EncodedKey;
            expect(savedValue(mine, session)).toBe((await flaskWrites({ a: 1 }, newest)).cookie);
          },
        ),
        RUNS,
      ));

  test("a flash of either side is shown by the other", async () => {
    const mine = interfaceFor("key");
    const session = mine.openSession(undefined);
    session.flash("Saved <b>", "success");
    const ask = (cookie: string | null, ...ops: object[]) =>
      peer.ask<{ results: Encoded[]; set_cookie: string[] }>("request", {
        keys: ["key"],
        now: NOW,
        cookie,
        ops,
      });
    const shown = await ask(`session=${savedValue(mine, session)}`, {
      op: "get_flashed",
      with_categories: true,
    });
    expect(shown.results).toEqual([[{ $type: "tuple", items: ["success", "Saved <b>"] }]]);
    const left = await ask(null, { op: "flash", message: "Bye", category: "info" });
    const visit = mine.openSession(left.set_cookie[0]?.split(";")[0]);
    expect(visit.getFlashedMessages({ withCategories: true }).map((flash) => [...flash])).toEqual([
      ["info", "Bye"],
    ]);
    expect(savedValue(mine, visit)).toBe("");
  });

  test("values deep inside are within what Flask reads", async () => {
    let value: unknown = 1;
    for (let depth = 0; depth < 120; depth++) value = { k: [value] };
    const mine = interfaceFor("key");
    const session = mine.openSession(undefined);
    session.set("deep", value);
    const theirs = await flaskReads(savedValue(mine, session) as string, "key");
    expect(canonical(toValue(theirs.value))).toBe(canonical({ deep: value }));
    expect(theirs.again).toBe(theirs.payload);
  });
});
