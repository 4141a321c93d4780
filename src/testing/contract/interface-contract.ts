import { deepEqual, equal, match, notEqual, throws } from "node:assert/strict";
import { loadWith } from "../../host/index.ts";
import { type AnySession, NullSessionError, SessionCommittedError } from "../../session/index.ts";
import type { ContractCase } from "./case.ts";
import { contract, type MakeInterface, persistAndSave, Visitor } from "./interface-visitor.ts";
import { WAITING } from "./interface-waiting.ts";

export type { MakeInterface } from "./interface-visitor.ts";

/** Unusual headers that every server gets. */
const HOSTILE = [
  "",
  ";",
  "=",
  "session",
  "session=",
  "session=.",
  "session=a.b.c",
  `session=${"x".repeat(20_000)}`,
  "session=%00%ff; session=\u0000; session=\ud800",
  "__proto__=1; constructor=2; session=__proto__",
  "a=b; ".repeat(1000),
];

const memberCount = (headers: Headers, name: string, member: string): number =>
  (headers.get(name) ?? "").split(/, */).filter((each) => each.toLowerCase() === member).length;

/**
 * The requirements for every {@link SessionInterface}, as a list of cases for any test runner. Each case
 * gets a function that makes a new interface.
 *
 * @example
 * ```ts
 * import { test } from "node:test";
 * import { SecureCookieSessionInterface } from "dewar";
 * import { sessionInterfaceContract } from "dewar/testing";
 *
 * const make = () =>
 *   new SecureCookieSessionInterface({ secretKey: "0123456789abcdef0123456789abcdef" });
 * for (const { name, run } of sessionInterfaceContract) test(name, () => run(make));
 * ```
 */
export const sessionInterfaceContract: readonly ContractCase<MakeInterface>[] = [
  contract(
    "without a cookie the session is new and empty, and leaves no trace",
    "Where no cookie came and nothing was read, `commit` returns `{ cookies: [], vary: false }`. Look at what it asks the session first: reading it counts as an access.",
    async (visitor) => {
      const { headers } = await visitor.visit(() => {});
      deepEqual([...headers], []);
      await visitor.visit((session) => deepEqual([session.new, [...session]], [true, []]));
    },
  ),
  contract(
    "reading sets no cookie, and says that the answer depends on it",
    "Where `session.accessed` is true and `session.modified` is not, `commit` returns `{ cookies: [], vary: true }`.",
    async (visitor) => {
      const { headers, setCookie } = await visitor.visit((session) => void session["name"]);
      deepEqual(setCookie, []);
      equal(memberCount(headers, "vary", "cookie"), 1);
    },
  ),
  contract(
    "what is written is there at the next visit",
    "`commit` returns one cookie, by which `openSession` finds the data again. Look at whether values survive as they are: Unicode, null, nested lists.",
    async (visitor) => {
      const data = {
        name: "alice",
        visits: 1,
        cart: ["bottle", { of: "ä \u{1f980}", n: null, b: true }],
      };
      const { setCookie } = await visitor.visit((session) => session.update(data));
      equal(setCookie.length, 1);
      deepEqual(await visitor.data(), data);
      await visitor.visit((session) => equal(session.new, false));
    },
  ),
  contract(
    "a nested change is there at the next visit",
    "`session.modified` is true after a change inside a value. Look for a comparison of your own, and for data that are handed out without a copy.",
    async (visitor) => {
      await visitor.visit((session) => session.update({ cart: ["bottle"], kept: 1 }));
      await visitor.visit((session) => void session["cart"].push("cork"));
      deepEqual(await visitor.data(), { cart: ["bottle", "cork"], kept: 1 });
    },
  ),
  contract(
    "what is removed is gone at the next visit",
    "All data replace the data from before. Look for a merge. A cleared session's cookie is deleted, and its data, too.",
    async (visitor) => {
      await visitor.visit((session) => session.update({ name: "alice", visits: 1 }));
      await visitor.visit((session) => session.delete("name"));
      deepEqual(await visitor.data(), { visits: 1 });
      await visitor.visit((session) => session.clear());
      deepEqual(await visitor.data(), {});
      await visitor.visit((session) => equal(session.new, true));
    },
  ),
  contract(
    "a regenerated session holds what was written since",
    "After `regenerate()` another session is saved. Look at whether `replace` and the other members of `info` are passed on to `new Session(data, info)`.",
    async (visitor) => {
      await visitor.visit((session) => session.update({ cart: ["bottle"] }));
      await visitor.visit((session) => {
        session.regenerate(() => {});
        session["name"] = "alice";
      });
      deepEqual(await visitor.data(), { name: "alice" });
    },
  ),
  contract(
    "a session that was saved refuses to be written",
    "`saveSession` closes the session. Look for an override that does not call `super.saveSession`.",
    async (_, sessions) => {
      const session = sessions.openSession(null);
      await loadWith(sessions, session, undefined);
      await persistAndSave(sessions, session, new Headers());
      throws(() => (session as unknown as AnySession).set("name", "alice"), SessionCommittedError);
    },
  ),
  contract(
    "visitors are kept apart",
    "Each visitor has data of its own. Look for one object or one id that all share.",
    async (alice, sessions) => {
      const bob = new Visitor(sessions);
      await alice.visit((session) => session.set("name", "alice"));
      await bob.visit((session) => session.set("name", "bob"));
      deepEqual([await alice.data(), await bob.data()], [{ name: "alice" }, { name: "bob" }]);
    },
  ),
  contract(
    "a permanent session outlives the browser, any other does not",
    "The cookie has `expires` or `maxAge` where `session.permanent` is true, and neither where it is not. Look at whether `_permanent` is stored with the data.",
    async (visitor) => {
      const [first = ""] = (await visitor.visit((session) => session.set("name", "alice")))
        .setCookie;
      equal(/expires=|max-age=/i.test(first), false);
      const permanent = await visitor.visit((session) => {
        session.permanent = true;
      });
      match(permanent.setCookie[0] ?? "", /expires=|max-age=/i);
      await visitor.visit((session) => equal(session.permanent, true));
    },
  ),
  contract(
    "messages are consumed by a page, and by no HEAD or prefetch request",
    "`openSession` gets `keepFlashes` for these requests. Look at whether `info` is passed on to `new Session(data, info)`.",
    async (visitor) => {
      await visitor.visit((session) => session.flash("Saved", "success"));
      const shown: unknown[] = [];
      const show = (session: AnySession) =>
        void shown.push(
          session.getFlashedMessages({ withCategories: true }).map((each) => [...each]),
        );
      await visitor.visit(show, new Headers(), true);
      await visitor.visit(show);
      await visitor.visit(show);
      deepEqual(shown, [[["success", "Saved"]], [["success", "Saved"]], []]);
    },
  ),
  contract(
    "a response with the cookie is kept out of shared caches",
    "`saveSession` adds Vary and Cache-Control beside a cookie. Look for an override that writes the headers itself.",
    async (visitor) => {
      const { headers } = await visitor.visit((session) => session.set("name", "alice"));
      equal(memberCount(headers, "vary", "cookie"), 1);
      match(headers.get("cache-control") ?? "", /private|no-store/);
    },
  ),
  contract(
    "other people's headers survive",
    "`saveSession` appends Set-Cookie and merges the other headers. Look for an override that sets them.",
    async (visitor) => {
      const headers = new Headers({ vary: "Origin", "cache-control": "no-store, max-age=0" });
      headers.append("set-cookie", "other=1");
      await visitor.visit((session) => session.set("name", "alice"), headers);
      equal(headers.getSetCookie().includes("other=1"), true);
      deepEqual(
        [memberCount(headers, "vary", "origin"), memberCount(headers, "vary", "cookie")],
        [1, 1],
      );
      equal(memberCount(headers, "cache-control", "no-store"), 1);
    },
  ),
  contract(
    "no header that a visitor sends throws, or gives a session",
    "`openSession` gets whatever a visitor sends. Look at how it parses the header, and for a look-up that finds members of `Object.prototype`.",
    async (_, sessions) => {
      for (const header of [null, undefined, ...HOSTILE]) {
        const session = sessions.openSession(header);
        await loadWith(sessions, session, undefined);
        deepEqual([session.new, [...session]], [true, []]);
      }
    },
  ),
  contract(
    "a null session can be read and not written",
    "`makeNullSession` and `isNullSession` belong together. Look for an override of one of them, and at whether `commit` accepts a null session.",
    async (_, sessions) => {
      const session = sessions.makeNullSession();
      const asAny = session as unknown as AnySession;
      equal(sessions.isNullSession(session), true);
      equal(asAny.get("name"), undefined);
      throws(() => asAny.set("name", "alice"), NullSessionError);
      const headers = new Headers();
      await persistAndSave(sessions, session, headers);
      deepEqual(headers.getSetCookie(), []);
      notEqual(sessions.isNullSession(sessions.openSession(null)), true);
    },
  ),
  ...WAITING,
];
