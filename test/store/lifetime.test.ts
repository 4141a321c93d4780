// How long sessions are kept, what extends them, and what MemoryStore removes.

import { MemoryStore } from "dewar/store";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Application, WatchedStore } from "./kit.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: START }));
afterEach(() => void vi.useRealTimers());

const later = (milliseconds: number): void => void vi.setSystemTime(START + milliseconds);

/** A store whose read cannot extend, such as one where that is a second statement. */
class Inert extends WatchedStore {
  override async read(...[key, { signal } = {}]: Parameters<WatchedStore["read"]>) {
    return super.read(key, { signal });
  }
}

describe("a session", () => {
  test("is kept for permanentSessionLifetime, and then is gone whatever the cookie says", async () => {
    const application = new Application({ permanentSessionLifetime: { days: 2 } });
    const cookie = await application.visitorWith({ username: "alice" });
    later(2 * DAY - 1000);
    const [key = ""] = application.store.keys;
    expect(key).toBe("");
    expect(application.store.created[0]?.ttlMs).toBe(2 * DAY);
    await application.visit(cookie, (visitor) => expect(visitor.username).toBe("alice"));
    expect(application.store.reads.at(-1)?.extendMs).toBe(2 * DAY);
    // The read has extended it in the store, but the cookie is two days old.
    later(2 * DAY + 12_000);
    await application.visit(cookie, (visitor) => expect(visitor.status).toBe("expired"));
    expect(application.store.takeTrips()).toEqual(["read"]);
  });

  test("lives on as long as its visitor comes, if it is permanent", async () => {
    const application = new Application({ permanentSessionLifetime: { days: 2 } });
    let cookie = await application.visitorWith({ username: "alice", _permanent: true });
    for (let day = 1; day <= 10; day++) {
      later(day * DAY);
      const visit = await application.visit(cookie, (visitor) =>
        expect(visitor.username).toBe("alice"),
      );
      expect(visit.setCookie).toHaveLength(1);
      ({ cookie } = visit);
    }
    expect(new Set(application.store.takeTrips())).toEqual(new Set(["read"]));
  });

  test("is not extended by reading with refreshEachRequest: false", async () => {
    const application = new Application({ refreshEachRequest: false });
    const cookie = await application.visitorWith({ username: "alice", _permanent: true });
    later(20 * DAY);
    expect((await application.visit(cookie)).headers).toEqual([]);
    expect(application.store.reads.at(-1)?.extendMs).toBe(undefined);
    expect(application.store.takeTrips()).toEqual(["read"]);
  });

  test("that has expired is not brought back by a slow request", async () => {
    const application = new Application({ permanentSessionLifetime: { days: 2 } });
    const cookie = await application.visitorWith({ username: "alice" });
    const { setCookie } = await application.visit(cookie, (visitor) => {
      // By the store's clock alone: by its own, this request is still in time.
      later(3 * DAY);
      visitor.late = 1;
    });
    expect(setCookie).toEqual([]);
    expect(application.errors).toHaveLength(1);
  });
});

describe("where a read does not extend", () => {
  const started = async () => {
    const store = new Inert();
    const application = new Application({ permanentSessionLifetime: { days: 10 } }, store);
    const cookie = await application.visitorWith({ username: "alice", _permanent: true });
    return { application, store, cookie };
  };

  test("a change of nothing does, once less than nine tenths are left", async () => {
    const { application, store, cookie } = await started();
    later(0.9 * DAY);
    await application.visit(cookie);
    expect(store.takeTrips()).toEqual(["read"]);
    later(1.1 * DAY);
    await application.visit(cookie, (visitor) => expect(visitor.username).toBe("alice"));
    expect(store.takeTrips()).toEqual(["read", "change"]);
    const [change] = store.changes;
    expect([change?.set.size, change?.remove, change?.options.ttlMs]).toEqual([0, [], 10 * DAY]);
    later(1.2 * DAY);
    await application.visit(cookie);
    expect(store.takeTrips()).toEqual(["read"]);
  });

  test("a change extends by itself", async () => {
    const { application, store, cookie } = await started();
    later(2 * DAY);
    await application.visit(cookie, (visitor) => visitor.set("visits", 1));
    expect(store.takeTrips()).toEqual(["read", "change"]);
  });

  test("a page is not lost because its session could not be extended", async () => {
    const { application, store, cookie } = await started();
    later(2 * DAY);
    store.before = (method) => {
      if (method === "change") throw new Error("read-only");
    };
    const { status, setCookie } = await application.visit(cookie);
    expect([status, setCookie.length, application.errors.length]).toEqual([200, 1, 1]);
  });

  test("a session that was ended meanwhile is not brought back, nor is its cookie", async () => {
    const { application, store, cookie } = await started();
    later(2 * DAY);
    const { headers } = await application.visit(cookie, async (visitor) => {
      expect(visitor.username).toBe("alice");
      await application.visit(cookie, (other) => other.clear());
    });
    expect(headers).toEqual([["vary", "Cookie"]]);
    expect(store.takeTrips()).toEqual(["read", "read", "end", "change"]);
    expect(await application.dataOf(cookie)).toEqual({});
  });
});

describe("MemoryStore", () => {
  const fields = new Map([[":a", "1"]]);
  const ttlMs = 1000;

  test("removes what has expired as new sessions begin, a few at a time", async () => {
    const store = new MemoryStore();
    for (let index = 0; index < 100; index++) await store.create(`old ${index}`, fields, { ttlMs });
    later(2 * ttlMs);
    for (let index = 0; index < 100; index++) await store.create(`new ${index}`, fields, { ttlMs });
    // Nothing is left for a sweep.
    expect(await store.sweep(1000)).toBe(0);
    expect(await store.read("new 0")).toMatchObject({ fields });
  });

  test("sweeps no more than it is told", async () => {
    const store = new MemoryStore();
    for (let index = 0; index < 10; index++) await store.create(`${index}`, fields, { ttlMs });
    later(2 * ttlMs);
    expect([await store.sweep(4), await store.sweep(100), await store.sweep(100)]).toEqual([
      4, 6, 0,
    ]);
  });

  test("gives nobody its own fields to change", async () => {
    const store = new MemoryStore();
    const mine = new Map(fields);
    await store.create("key", mine, { ttlMs });
    mine.set(":a", "2");
    expect(await store.read("key")).toMatchObject({ fields });
    const read = await store.read("key");
    await store.change("key", { set: new Map([[":a", "3"]]), remove: [] }, { ttlMs });
    expect(typeof read === "object" && read.fields.get(":a")).toBe("1");
  });

  test("says once, in production, that it is not for it", async () => {
    const warnings: string[] = [];
    const note = (warning: Error & { code?: string }) => void warnings.push(`${warning.code}`);
    process.on("warning", note);
    // What the portable platform has in place of a warning of the process.
    vi.spyOn(console, "warn").mockImplementation((text: string) => {
      note(Object.assign(new Error(), { code: /\[(\w+)\]/.exec(text)?.[1] ?? "" }));
    });
    vi.stubEnv("NODE_ENV", "development");
    new MemoryStore();
    vi.stubEnv("NODE_ENV", "production");
    new MemoryStore();
    new MemoryStore();
    await new Promise((resolve) => setImmediate(resolve));
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    process.off("warning", note);
    expect(warnings).toEqual(["DEWAR_MEMORY_STORE"]);
  });
});
