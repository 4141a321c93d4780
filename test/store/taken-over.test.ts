// Sessions that are still in the cookie itself, from before there was a store.
import { SecureCookieSessionInterface } from "dewar";
import { forgeCookie, readCookie } from "dewar/testing";
import { describe, expect, test } from "vitest";
import { Application, secretKey } from "./kit.ts";

const cookies = new SecureCookieSessionInterface({ secretKey });
const held = (line: string): Record<string, unknown> => readCookie(cookies, line) ?? {};
const ATTRIBUTES = "Path=/; HttpOnly; SameSite=Lax";
const DELETED = `session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; ${ATTRIBUTES}`;

describe("a session from before there was a store", () => {
  const data = { username: "alice", cart: ["tea"], _permanent: true };

  test("is the visitor's session, costs no trip, and keeps its cookie", async () => {
    const application = new Application();
    const cookie = forgeCookie(cookies, data);
    const { setCookie } = await application.visit(cookie, (visitor) =>
      expect([Object.fromEntries(visitor), visitor.status]).toEqual([data, "valid"]),
    );
    expect(setCookie).toHaveLength(1);
    expect(held(setCookie[0] ?? "")).toEqual(data);
    expect(application.store.trips).toEqual([]);
  });

  test("moves into the store with its first change, under a new id, text by text", async () => {
    const application = new Application();
    const signing = cookies.signingSerializer;
    // A float that JavaScript would write as 1, and a date of Python's own making.
    const text = '{"n":1.0,"at":{" d":"Mon, 01 Jan 2024 00:00:00 GMT"},"username":"alice"}';
    const payload = Buffer.from(text).toString("base64url");
    const moved = await application.visit(`session=${signing.signer.sign(payload)}`, (visitor) => {
      visitor.visits = 1;
    });
    expect(application.store.takeTrips()).toEqual(["create"]);
    expect(Object.fromEntries(application.store.created[0]?.fields ?? [])).toEqual({
      ":n": "1.0",
      ":at": '{" d":"Mon, 01 Jan 2024 00:00:00 GMT"}',
      ":username": '"alice"',
      ":visits": "1",
    });
    expect(Object.keys(held(moved.setCookie[0] ?? ""))).toEqual(["_sid"]);
    expect((await application.dataOf(moved.cookie))["username"]).toBe("alice");
  });

  test("is gone after clear(), with its cookie and without a trip", async () => {
    const application = new Application();
    const { setCookie } = await application.visit(forgeCookie(cookies, data), (visitor) =>
      visitor.clear(),
    );
    expect([setCookie, application.store.trips]).toEqual([[DELETED], []]);
  });

  test("is as it was after reload(), whatever was done to it, inside of values as well", async () => {
    const application = new Application();
    await application.visit(forgeCookie(cookies, data), async (visitor) => {
      visitor.cart.push("milk");
      visitor.username = "bob";
      await visitor.reload();
      expect([Object.fromEntries(visitor), visitor.modified]).toEqual([data, false]);
    });
    expect(application.store.trips).toEqual([]);
  });

  test("may have a key that is called _sid", async () => {
    const application = new Application();
    const cookie = forgeCookie(cookies, { _sid: "mine", username: "alice" });
    const { cookie: moved } = await application.visit(cookie, (visitor) => {
      expect(visitor.get("_sid")).toBe("mine");
      visitor.visits = 1;
    });
    expect(await application.dataOf(moved)).toEqual({ _sid: "mine", username: "alice", visits: 1 });
  });
});
