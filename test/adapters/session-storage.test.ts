// The session storage on whatever another application has left under Flask's key.
import { SecureCookieSessionInterface, type SessionCommit } from "dewar";
import { createCookieSessionStorage } from "dewar/react-router";
import { forgeCookie, readCookie } from "dewar/testing";
import { describe, expect, test } from "vitest";
import { SlowMemoryInterface, TRIPS } from "../testing/slow-memory-interface.ts";
import { OPTIONS } from "./serve.ts";

const sessions = new SecureCookieSessionInterface(OPTIONS);
const { getSession, commitSession } = createCookieSessionStorage(sessions);

test.each([
  [5, undefined],
  [[1, ["error"], ["error", "a", "b"]], undefined],
  [[1, ["error", "a"], ["error", "b"]], "b"],
])("of %j it finds %j", async (flashes, error) => {
  const session = await getSession(forgeCookie(sessions, { user: 1, _flashes: flashes }));
  expect(session.has("error")).toBe(error !== undefined);
  expect(session.get("error")).toBe(error);
  expect(session.has("error")).toBe(false);
  session.flash("error", "since");
  const cookie = (await commitSession(session)).split(";")[0] ?? "";
  const next = await getSession(cookie);
  expect([next.get("user"), next.get("error")]).toEqual([1, "since"]);
  expect(readCookie(sessions, cookie).getFlashedMessages()).toEqual(["since"]);
});

test("an interface that sets several cookies is refused, since all but one would be lost", async () => {
  class Two extends SecureCookieSessionInterface {
    override commit(...given: Parameters<SecureCookieSessionInterface["commit"]>): SessionCommit {
      const { cookies, vary } = super.commit(...given);
      return { cookies: [...cookies, { name: "seen", value: "1" }], vary };
    }
  }
  const storage = createCookieSessionStorage(new Two(OPTIONS));
  const session = await storage.getSession(null);
  session.set("user", 1);
  await expect(storage.commitSession(session)).rejects.toThrow(
    "commitSession expected a session interface that sets one cookie, got one that sets 2.",
  );
});

describe("over sessions in a store", () => {
  const inStore = () => {
    const store = new SlowMemoryInterface(0.05);
    store.kept.set("1", { username: "bob" });
    return { store, ...createCookieSessionStorage(store) };
  };

  test("getSession waits for what is kept, and commitSession until it is kept", async () => {
    const { store, getSession, commitSession } = inStore();
    const session = await getSession("sid=1");
    expect(session.get("username")).toBe("bob");
    session.set("username", "alice");
    expect(await commitSession(session)).toBe("sid=1; Path=/; HttpOnly; SameSite=Lax");
    expect([store.seen, store.kept.get("1")]).toEqual([["load", "persist"], { username: "alice" }]);
    expect((await getSession(new Request("http://localhost/"))).get("username")).toBe(undefined);
    expect(store.seen).toHaveLength(2);
  });

  test("destroySession removes it from the store", async () => {
    const { store, getSession, destroySession } = inStore();
    expect(await destroySession(await getSession("sid=1"))).toMatch(/^sid=; Max-Age=0;/);
    expect(store.kept.size).toBe(0);
  });

  test.each(["failing", "never"] as const)(
    "a trip (%s) rejects, and may be tried again",
    async (how) => {
      const { store, getSession, commitSession } = inStore();
      store.trips.load = TRIPS[how];
      await expect(getSession("sid=1")).rejects.toThrow();
      store.trips.load = TRIPS.slow;
      const session = await getSession("sid=1");
      store.trips.persist = TRIPS[how];
      await expect(commitSession(session)).rejects.toThrow();
      store.trips.persist = TRIPS.slow;
      session.set("username", "alice");
      expect(await commitSession(session)).toMatch(/^sid=1;/);
      expect(store.kept.get("1")).toEqual({ username: "alice" });
    },
  );
});
