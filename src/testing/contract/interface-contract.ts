import { deepEqual, doesNotThrow, equal, match, notEqual, throws } from "node:assert/strict";
import type { SessionInterface } from "../../policy/index.ts";
import { type AnySession, NullSessionError, SessionCommittedError } from "../../session/index.ts";
import { CookieJar } from "../cookie-jar.ts";
import type { ContractCase } from "./case.ts";

/** Makes a new session interface, as an application does at its start. */
export type MakeInterface = () => SessionInterface;

interface Visit {
  headers: Headers;
  setCookie: string[];
}

/** A browser that visits an application without a framework, which has only the interface. */
class Visitor {
  readonly #sessions: SessionInterface;
  readonly #jar = new CookieJar();

  constructor(sessions: SessionInterface) {
    this.#sessions = sessions;
  }

  /** One request: runs the application with the session, and returns the response's headers. */
  visit(
    use: (session: AnySession) => void,
    headers: Headers = new Headers(),
    keepFlashes = false,
  ): Visit {
    const before = headers.getSetCookie().length;
    const session = this.#sessions.openSession(this.#jar.getCookieString(URL_OF_APPLICATION), {
      keepFlashes,
    });
    use(session as unknown as AnySession);
    this.#sessions.saveSession(session, headers);
    const setCookie = headers.getSetCookie().slice(before);
    for (const line of setCookie) this.#jar.setCookie(line, URL_OF_APPLICATION);
    return { headers, setCookie };
  }

  /** The data of the session at the next visit. */
  get data(): Record<string, unknown> {
    let data = {};
    this.visit((session) => {
      data = Object.fromEntries(session);
    });
    return data;
  }
}

const URL_OF_APPLICATION = "http://localhost/";

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

const contract = (
  name: string,
  prove: (visitor: Visitor, sessions: SessionInterface) => void,
): ContractCase<MakeInterface> => ({
  name,
  async run(make) {
    const sessions = make();
    prove(new Visitor(sessions), sessions);
  },
});

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
  contract("without a cookie the session is new and empty, and leaves no trace", (visitor) => {
    const { headers } = visitor.visit(() => {});
    deepEqual([...headers], []);
    visitor.visit((session) => deepEqual([session.new, [...session]], [true, []]));
  }),
  contract("reading sets no cookie, and says that the answer depends on it", (visitor) => {
    const { headers, setCookie } = visitor.visit((session) => void session["name"]);
    deepEqual(setCookie, []);
    equal(memberCount(headers, "vary", "cookie"), 1);
  }),
  contract("what is written is there at the next visit", (visitor) => {
    const data = {
      name: "alice",
      visits: 1,
      cart: ["bottle", { of: "ä \u{1f980}", n: null, b: true }],
    };
    const { setCookie } = visitor.visit((session) => session.update(data));
    equal(setCookie.length, 1);
    deepEqual(visitor.data, data);
    visitor.visit((session) => equal(session.new, false));
  }),
  contract("a nested change is there at the next visit", (visitor) => {
    visitor.visit((session) => session.update({ cart: ["bottle"], kept: 1 }));
    visitor.visit((session) => void session["cart"].push("cork"));
    deepEqual(visitor.data, { cart: ["bottle", "cork"], kept: 1 });
  }),
  contract("what is removed is gone at the next visit", (visitor) => {
    visitor.visit((session) => session.update({ name: "alice", visits: 1 }));
    visitor.visit((session) => session.delete("name"));
    deepEqual(visitor.data, { visits: 1 });
    visitor.visit((session) => session.clear());
    deepEqual(visitor.data, {});
    visitor.visit((session) => equal(session.new, true));
  }),
  contract("a regenerated session holds what was written since", (visitor) => {
    visitor.visit((session) => session.update({ cart: ["bottle"] }));
    visitor.visit((session) => {
      session.regenerate(() => {});
      session["name"] = "alice";
    });
    deepEqual(visitor.data, { name: "alice" });
  }),
  contract("a session that was saved refuses to be written", (_, sessions) => {
    const session = sessions.openSession(null);
    sessions.saveSession(session, new Headers());
    throws(() => (session as unknown as AnySession).set("name", "alice"), SessionCommittedError);
  }),
  contract("visitors are kept apart", (alice, sessions) => {
    const bob = new Visitor(sessions);
    alice.visit((session) => session.set("name", "alice"));
    bob.visit((session) => session.set("name", "bob"));
    deepEqual([alice.data, bob.data], [{ name: "alice" }, { name: "bob" }]);
  }),
  contract("a permanent session outlives the browser, any other does not", (visitor) => {
    const [first = ""] = visitor.visit((session) => session.set("name", "alice")).setCookie;
    equal(/expires=|max-age=/i.test(first), false);
    const permanent = visitor.visit((session) => {
      session.permanent = true;
    });
    match(permanent.setCookie[0] ?? "", /expires=|max-age=/i);
    visitor.visit((session) => equal(session.permanent, true));
  }),
  contract("messages are consumed by a page, and by no HEAD or prefetch request", (visitor) => {
    visitor.visit((session) => session.flash("Saved", "success"));
    const shown: unknown[] = [];
    const show = (session: AnySession) =>
      void shown.push(
        session.getFlashedMessages({ withCategories: true }).map((each) => [...each]),
      );
    visitor.visit(show, new Headers(), true);
    visitor.visit(show);
    visitor.visit(show);
    deepEqual(shown, [[["success", "Saved"]], [["success", "Saved"]], []]);
  }),
  contract("a response with the cookie is kept out of shared caches", (visitor) => {
    const { headers } = visitor.visit((session) => session.set("name", "alice"));
    equal(memberCount(headers, "vary", "cookie"), 1);
    match(headers.get("cache-control") ?? "", /private|no-store/);
  }),
  contract("other people's headers survive", (visitor) => {
    const headers = new Headers({ vary: "Origin", "cache-control": "no-store, max-age=0" });
    headers.append("set-cookie", "other=1");
    visitor.visit((session) => session.set("name", "alice"), headers);
    equal(headers.getSetCookie().includes("other=1"), true);
    deepEqual(
      [memberCount(headers, "vary", "origin"), memberCount(headers, "vary", "cookie")],
      [1, 1],
    );
    equal(memberCount(headers, "cache-control", "no-store"), 1);
  }),
  contract("no header that a visitor sends throws, or gives a session", (_, sessions) => {
    for (const header of [null, undefined, ...HOSTILE]) {
      const session = sessions.openSession(header) as unknown as AnySession;
      doesNotThrow(() => deepEqual([session.new, [...session]], [true, []]));
    }
  }),
  contract("a null session can be read and not written", (_, sessions) => {
    const session = sessions.makeNullSession();
    const asAny = session as unknown as AnySession;
    equal(sessions.isNullSession(session), true);
    equal(asAny.get("name"), undefined);
    throws(() => asAny.set("name", "alice"), NullSessionError);
    const headers = new Headers();
    sessions.saveSession(session, headers);
    deepEqual(headers.getSetCookie(), []);
    notEqual(sessions.isNullSession(sessions.openSession(null)), true);
  }),
];
