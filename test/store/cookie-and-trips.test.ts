// What the cookie of a stored session holds, and what each kind of request costs.
import { createHash } from "node:crypto";
import { SecureCookieSessionInterface } from "dewar";
import { MemoryStore } from "dewar/store";
import { forgeCookie, readCookie } from "dewar/testing";
import { describe, expect, test } from "vitest";
import { Application, secretKey } from "./kit.ts";

const cookies = new SecureCookieSessionInterface({ secretKey });
const held = (line: string): Record<string, unknown> => readCookie(cookies, line) ?? {};
const ATTRIBUTES = "Path=/; HttpOnly; SameSite=Lax";
const DELETED = `session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; ${ATTRIBUTES}`;

describe("the cookie", () => {
  test("is a signed cookie of Flask's that holds an id of 32 bytes and nothing else", async () => {
    const application = new Application();
    const { setCookie, headers } = await application.visit("", (visitor) => {
      visitor.username = "alice";
    });
    expect(setCookie).toHaveLength(1);
    const [line = ""] = setCookie;
    const data = held(line);
    expect(Object.keys(data)).toEqual(["_sid"]);
    expect(data["_sid"]).toMatch(/^[\w-]{43}$/);
    expect(line.slice(line.indexOf("; ") + 2)).toBe(ATTRIBUTES);
    expect(headers.filter(([name]) => name !== "set-cookie")).toEqual([
      ["cache-control", "private"],
      ["vary", "Cookie"],
    ]);
    const [key] = application.store.keys;
    expect(key).toBe(createHash("sha256").update(`${data["_sid"]}`).digest("base64url"));
    expect([...(application.store.created[0]?.fields ?? [])]).toEqual([[":username", '"alice"']]);
  });

  test("says that a session is permanent, and no more when it is not", async () => {
    const application = new Application();
    const permanent = await application.visit("", (visitor) => {
      visitor.username = "alice";
      visitor.permanent = true;
    });
    const [line = ""] = permanent.setCookie;
    expect(held(line)).toEqual({ _sid: held(line)["_sid"], _permanent: true });
    expect(line).toContain("Max-Age=2678400");
    const passing = await application.visit(permanent.cookie, (visitor) => {
      visitor.permanent = false;
    });
    expect(held(passing.setCookie[0] ?? "")).toEqual({ _sid: held(line)["_sid"] });
    expect(passing.setCookie[0]).not.toMatch(/max-age|expires/i);
  });

  test("of two visitors, and of one after another, never has the same id", async () => {
    const application = new Application();
    const ids = new Set<unknown>();
    for (let visitor = 0; visitor < 50; visitor++) {
      const { setCookie } = await application.visit("", (each) => each.set("visitor", visitor));
      ids.add(held(setCookie[0] ?? "")["_sid"]);
    }
    expect(ids.size).toBe(50);
  });

  test("under an old key is signed anew when the session is read, with the same id", async () => {
    const old = new Application({ secretKey: "the-key-of-last-year-0a9b8c7d6e" });
    const application = new Application(
      { secretKeyFallbacks: ["the-key-of-last-year-0a9b8c7d6e"] },
      old.store,
    );
    const cookie = await old.visitorWith({ username: "alice" });
    const seen: unknown[] = [];
    const { setCookie } = await application.visit(cookie, (visitor) =>
      seen.push(visitor.username, visitor.status),
    );
    expect(seen).toEqual(["alice", "valid-old-key"]);
    expect(old.store.takeTrips()).toEqual(["read"]);
    expect(setCookie).toHaveLength(1);
    expect(await application.dataOf(setCookie[0]?.split(";")[0] ?? "")).toEqual({
      username: "alice",
    });
  });
});

describe("trips", () => {
  const id = "A".repeat(43);
  const NOBODY: [what: string, cookie: string, status: string][] = [
    ["no cookie", "", "new"],
    ["an empty cookie", "session=", "new"],
    ["garbage", "session=garbage", "bad-signature"],
    ["an id that is not signed", `session=${id}`, "bad-signature"],
    [
      "an id that another key signed",
      forgeCookie(new SecureCookieSessionInterface({ secretKey: `${secretKey}0` }), { _sid: id }),
      "bad-signature",
    ],
    [
      "an expired cookie",
      forgeCookie(new SecureCookieSessionInterface({ secretKey, clock: () => 1e12 }), { _sid: id }),
      "expired",
    ],
  ];

  test.each(NOBODY)("%s costs none, and sets no cookie", async (_what, cookie, status) => {
    const application = new Application();
    expect((await application.visit(cookie)).headers).toEqual([]);
    const read = await application.visit(cookie, (visitor) =>
      expect([visitor.username, visitor.status]).toEqual([undefined, status]),
    );
    expect(read.headers).toEqual([["vary", "Cookie"]]);
    expect(application.store.trips).toEqual([]);
  });

  test.each([
    ["short", "A".repeat(42)],
    ["long", "A".repeat(44)],
    ["of other characters", `${"A".repeat(42)}.`],
    ["with a new line", `${"A".repeat(43)}\n`],
    ["empty", ""],
    ["a number", 1],
    ["a list", ["A".repeat(43)]],
    ["null", null],
  ])("an id that is %s is never looked up", async (_what, sid) => {
    const application = new Application();
    await application.visit(forgeCookie(cookies, { _sid: sid as string }), (visitor) =>
      visitor.get("username"),
    );
    expect(application.store.trips).toEqual([]);
  });

  test("reading costs one, and no cookie", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ username: "alice" });
    const { headers } = await application.visit(cookie, (visitor) =>
      expect([visitor.username, visitor.status, visitor.new]).toEqual(["alice", "valid", false]),
    );
    expect(headers).toEqual([["vary", "Cookie"]]);
    expect((await application.visit(cookie)).headers).toEqual([]);
    expect(application.store.takeTrips()).toEqual(["read", "read"]);
  });

  test("a change costs two, and sends what changed alone", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ a: 1, b: [1], c: { d: 1 }, e: "e", f: 6 });
    const { setCookie } = await application.visit(cookie, (visitor) => {
      visitor.a = 2;
      visitor.b.push(2);
      visitor.get("c");
      visitor.delete("e");
      visitor.f = undefined;
      visitor.g = null;
    });
    expect(setCookie).toHaveLength(1);
    expect(application.store.takeTrips()).toEqual(["read", "change"]);
    const [{ set, remove, expect: expected } = { set: new Map(), remove: [], expect: undefined }] =
      application.store.changes;
    expect([Object.fromEntries(set), [...remove].sort(), expected]).toEqual([
      { ":a": "2", ":b": "[1,2]", ":g": "null" },
      [":e", ":f"],
      undefined,
    ]);
    expect(await application.dataOf(cookie)).toEqual({
      a: 2,
      b: [1, 2],
      c: { d: 1 },
      g: null,
    });
  });

  test("a new session with data costs one, and without data none", async () => {
    const application = new Application();
    const without = [
      () => {},
      (visitor: Map<string, unknown>) => visitor.get("username"),
      (visitor: { touch(): void }) => visitor.touch(),
      (visitor: { permanent: boolean }) => {
        visitor.permanent = true;
      },
      (visitor: Map<string, unknown>) => {
        visitor.set("username", "alice");
        visitor.clear();
      },
      (visitor: { getFlashedMessages(): unknown }) => visitor.getFlashedMessages(),
      (visitor: { modified: boolean }) => {
        visitor.modified = true;
      },
    ];
    for (const use of without) expect((await application.visit("", use)).setCookie).toEqual([]);
    expect(application.store.trips).toEqual([]);
    await application.visit("", (visitor) => visitor.flash("Saved"));
    expect(application.store.takeTrips()).toEqual(["create"]);
  });

  test("a change that is taken back costs none", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ username: "alice" });
    const { setCookie } = await application.visit(cookie, (visitor) => {
      visitor.username = "bob";
      visitor.modified = false;
    });
    expect([setCookie, application.store.takeTrips()]).toEqual([[], ["read"]]);
    expect(await application.dataOf(cookie)).toEqual({ username: "alice" });
  });

  test("clear() ends the session and deletes the cookie", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ username: "alice" });
    const { setCookie } = await application.visit(cookie, (visitor) => visitor.clear());
    expect(setCookie).toEqual([DELETED]);
    expect(application.store.takeTrips()).toEqual(["read", "end"]);
    expect(application.store.ended[0]?.graveMs ?? 0).toBe(0);
    const after = await application.visit(cookie, (visitor) =>
      expect([visitor.status, [...visitor]]).toEqual(["expired", []]),
    );
    expect(after.headers).toEqual([["vary", "Cookie"]]);
    expect(application.rejected).toEqual(["expired"]);
  });

  test("a cookie whose session is gone is not sent again, permanent or not", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ username: "alice", _permanent: true });
    await application.visit(cookie, (visitor) => visitor.clear());
    expect((await application.visit(cookie)).headers).toEqual([]);
    const anew = await application.visit(cookie, (visitor) => visitor.set("username", "bob"));
    expect(held(anew.setCookie[0] ?? "")["_sid"]).not.toBe(held(cookie)["_sid"]);
    expect(await application.dataOf(anew.cookie)).toEqual({ username: "bob" });
  });

  test("without a key a session can be read and not written, without a trip", async () => {
    const store = new MemoryStore();
    const sessions = store.sessionInterface({ secretKey: null, store });
    const session = sessions.openSession(forgeCookie(cookies, { _sid: id }));
    expect(sessions.load?.(session, AbortSignal.abort())).toBe(undefined);
    expect([...session]).toEqual([]);
    expect(() => session.set("username", "alice")).toThrow(
      expect.objectContaining({ code: "ERR_SESSION_NULL" }),
    );
  });
});
