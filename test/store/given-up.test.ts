// Trips that nobody waits for any more, and what somebody else has left in the store.
import { describe, expect, test } from "vitest";
import { type AnySession, Application } from "./kit.ts";

const SHORT = { storeTimeout: 0.03 };
const write = (visitor: AnySession): unknown => visitor.set("visits", 1);

describe("a trip that was given up", () => {
  test("is told so, and arrives too late to change anything", async () => {
    const application = new Application(SHORT);
    const cookie = await application.visitorWith({ visits: 0 });
    let late: Promise<void> = Promise.resolve();
    application.store.before = (method) => {
      if (method !== "change") return undefined;
      application.store.before = () => {};
      // It is stuck on its way until another request has long been saved.
      late = new Promise((resolve) => setTimeout(resolve, 120));
      return late;
    };
    expect((await application.visit(cookie, (visitor) => visitor.set("visits", 1))).status).toBe(
      503,
    );
    const [{ options } = { options: undefined }] = application.store.changes;
    expect(options?.signal?.aborted).toBe(true);
    expect((await application.visit(cookie, (visitor) => visitor.set("visits", 2))).status).toBe(
      200,
    );
    await late;
    await new Promise((resolve) => setImmediate(resolve));
    expect(await application.dataOf(cookie)).toEqual({ visits: 2 });
  });

  test("has a last moment by the clock of the store, from the time of the read on", async () => {
    const application = new Application({ storeTimeout: 1 });
    const cookie = await application.visitorWith({ visits: 0 });
    // The clock of this store is ten years behind.
    const TEN_YEARS = 315_360_000_000;
    const { memory } = application.store;
    const { read, change } = memory;
    memory.read = async (...given) => {
      const answer = await read.apply(memory, given);
      return typeof answer === "string" ? answer : { ...answer, time: answer.time - TEN_YEARS };
    };
    const allowed: number[] = [];
    memory.change = async (key, what, options) => {
      const { before = 0 } = options;
      allowed.push(before - (Date.now() - TEN_YEARS));
      return change.call(memory, key, what, { ...options, before: before + TEN_YEARS });
    };
    expect((await application.visit(cookie, write)).status).toBe(200);
    expect(allowed).toHaveLength(1);
    expect(allowed[0]).toBeGreaterThan(500);
    expect(allowed[0]).toBeLessThanOrEqual(1001);
  });

  test("says so for changes of a session that this request has created, too", async () => {
    const application = new Application();
    await application.visit("", async (visitor) => {
      visitor.a = 1;
      await visitor.save();
      visitor.b = 2;
    });
    expect(application.store.takeTrips()).toEqual(["create", "read", "change"]);
    expect(application.store.changes[0]?.options.before).toBeGreaterThan(Date.now());
  });

  test("is an error if the store says twice that it came too late", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ visits: 0 });
    application.store.memory.change = async () => "late";
    const { status, setCookie } = await application.visit(cookie, write);
    expect([status, setCookie]).toEqual([503, []]);
    expect(application.store.takeTrips()).toEqual(["read", "change", "read", "change"]);
  });
});

describe("what somebody else has written into the store", () => {
  test("is malformed if it cannot be read; a change begins a new session and ends that one", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ username: "alice", _permanent: true });
    const [key = ""] = application.store.keys;
    expect(key).toBe("");
    await application.visit(cookie);
    const [found = ""] = application.store.keys;
    const broken = { set: new Map([[":cart", "{"]]), remove: [] };
    await application.store.memory.change(found, broken, { ttlMs: 60_000 });
    const seen = await application.visit(cookie, (visitor) =>
      expect([visitor.status, [...visitor]]).toEqual(["malformed", []]),
    );
    expect(seen.headers).toEqual([["vary", "Cookie"]]);
    expect(application.rejected).toEqual(["malformed"]);
    const { cookie: next } = await application.visit(cookie, write);
    expect(await application.dataOf(next)).toEqual({ visits: 1 });
    expect(await application.store.memory.read(found)).toBe("replaced");
  });
});
