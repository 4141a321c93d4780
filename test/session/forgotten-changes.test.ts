// `session.modified = false`: what changed so far is no reason for a cookie, and is in the next one.
import { describe, expect, test } from "vitest";
import { cookieFrom, cookieOf, NOW, payloadOf, sessionsAt, visit } from "./kit.ts";

const open = (data: object) => sessionsAt().openSession(cookieOf(data));
const foreign = (text: string) => {
  const payload = Buffer.from(text).toString("base64url");
  return `session=${sessionsAt().signingSerializer.signer.sign(payload)}`;
};

describe("after changes are forgotten", () => {
  test("there are none, also when there were none", () => {
    const session = open({ a: 1 });
    session.modified = false;
    expect([session.modified, { ...session }]).toEqual([false, { a: 1 }]);
  });

  test("one more change of any list that was handed out counts", () => {
    for (const key of ["cart", "seen", "placed"]) {
      const session = open({ cart: [1], seen: [1] });
      const lists: Record<string, number[]> = {
        cart: session.cart,
        seen: session.seen,
        placed: [],
      };
      session.placed = lists["placed"];
      lists["cart"]?.push(2);
      lists["seen"]?.push(2);
      session.modified = false;
      expect(session.modified).toBe(false);
      lists[key]?.push(3);
      expect([key, session.modified]).toEqual([key, true]);
    }
  });

  test("a refresh has them", () => {
    const later = visit(
      (session) => {
        session.cart.push(2);
        session.modified = false;
      },
      cookieOf({ _permanent: true, cart: [1] }),
      {},
      NOW + 5,
    );
    expect(payloadOf(cookieFrom(later))).toBe('{"_permanent":true,"cart":[1,2]}');
  });

  test("a refresh keeps the text of what was only looked at", () => {
    const later = visit(
      (session) => {
        expect(session.prices).toEqual([1, 2.5]);
        session.modified = false;
      },
      foreign('{ "_permanent": true, "prices": [1.0, 2.50] }'),
      {},
      NOW + 5,
    );
    expect(payloadOf(cookieFrom(later))).toBe('{ "_permanent": true, "prices": [1.0, 2.50] }');
  });

  test("a refresh with them still waits where caches would share it", () => {
    const sessions = sessionsAt({}, NOW + 5);
    const session = sessions.openSession(cookieOf({ _permanent: true, cart: [1] }));
    session.cart.push(2);
    session.modified = false;
    const headers = new Headers({ "cache-control": "public, max-age=60" });
    sessions.saveSession(session, headers);
    expect(headers.getSetCookie()).toEqual([]);
  });

  test("a list that could not be written then is watched once it can be", () => {
    const session = open({ cart: [1] });
    session.cart.push(new Map());
    session.modified = false;
    session.cart.pop();
    session.cart.push(2);
    expect(session.modified).toBe(true);
  });
});

test("of several lists that were handed out, one changed is enough", () => {
  for (const key of ["a", "b", "c"]) {
    const session = open({ a: [], b: [], c: [] });
    expect([session.a, session.b, session.c]).toEqual([[], [], []]);
    session[key].push(1);
    expect([key, session.modified]).toEqual([key, true]);
  }
});

describe("a refresh says nothing new", () => {
  const refresh = (headers: Headers) => {
    const sessions = sessionsAt({}, NOW + 5);
    sessions.saveSession(sessions.openSession(cookieOf({ _permanent: true })), headers);
    return headers.getSetCookie().map((line) => line.split(";")[0]);
  };
  const refreshed = cookieOf({ _permanent: true }, {}, NOW + 5);

  test.each<[string, [string, string][], string[]]>([
    ["so it is sent with any page", [["cache-control", "max-age=60"]], [refreshed]],
    ["so it is not given to shared caches", [["cache-control", "public"]], []],
    ["so a cookie that the application set stays", [["set-cookie", "session=x"]], ["session=x"]],
    ["beside a cookie of another name", [["set-cookie", "theme=x"]], ["theme=x", refreshed]],
  ])("%s", (_, given, names) => {
    expect(refresh(new Headers(given))).toEqual(names);
  });
});

describe("a check", () => {
  test("does not open a session that nobody touched", () => {
    const told: string[] = [];
    const sessions = sessionsAt({ onReject: (reason) => void told.push(reason) });
    const session = sessions.openSession("session=bad.bad.bad");
    sessions.checkSession(session);
    expect(told).toEqual([]);
    expect([session.status, told]).toEqual(["bad-signature", ["bad-signature"]]);
  });

  test("tells onReject of the request", () => {
    const told: unknown[] = [];
    const sessions = sessionsAt({ onReject: (reason, context) => void told.push(reason, context) });
    const request = { url: "/" };
    expect(sessions.openSession("session=bad.bad.bad", { request }).new).toBe(true);
    expect(told).toEqual(["bad-signature", { request }]);
    expect((told[1] as { request: unknown }).request).toBe(request);
  });
});
