// A store that fails, is slow, or loses its answer: what the visitor gets, and what must not happen.
import { SessionStoreError } from "dewar/store";
import { describe, expect, test } from "vitest";
import { type AnySession, Application, type Method } from "./kit.ts";

const never = (): Promise<void> => new Promise(() => {});
const SHORT = { storeTimeout: 0.03 };

/** Makes one method fail, the first so many times. */
function failing(application: Application, broken: Method, times = Number.POSITIVE_INFINITY) {
  let left = times;
  application.store.before = (method) => {
    if (method === broken && left-- > 0) throw new Error("down");
  };
}

/** Makes one method never answer. */
function silent(application: Application, broken: Method) {
  application.store.before = (method) => (method === broken ? never() : undefined);
}

const write = (visitor: AnySession): unknown => visitor.set("visits", 1);
const CHANGES: [what: Method, use: (visitor: AnySession) => unknown][] = [
  ["change", write],
  ["end", (visitor) => visitor.clear()],
  [
    "create",
    async (visitor) => {
      await visitor.regenerate();
      visitor.username = "bob";
    },
  ],
];

describe("by default", () => {
  test("a session that cannot be read is a 503, and no cookie is touched", async () => {
    for (const breakIt of [failing, silent]) {
      const application = new Application(SHORT);
      const cookie = await application.visitorWith({ username: "alice", _permanent: true });
      breakIt(application, "read");
      let reached = false;
      const { status, setCookie } = await application.visit(cookie, () => {
        reached = true;
      });
      expect([status, setCookie, reached]).toEqual([503, [], false]);
      expect(application.errors).toHaveLength(1);
      expect(application.errors[0]).toBeInstanceOf(SessionStoreError);
      application.store.before = () => {};
      expect(await application.dataOf(cookie)).toEqual({ username: "alice", _permanent: true });
    }
  });

  test.each(CHANGES)("what needs a %s and fails is a 503 without a cookie", async (method, use) => {
    for (const breakIt of [failing, silent]) {
      const application = new Application(SHORT);
      const cookie = await application.visitorWith({ username: "alice" });
      breakIt(application, method);
      const { status, setCookie } = await application.visit(cookie, use);
      expect([status, setCookie]).toEqual([503, []]);
      expect(application.errors).toHaveLength(1);
      application.store.before = () => {};
      expect(await application.dataOf(cookie)).toEqual({ username: "alice" });
    }
  });

  test("visitors without a session are served", async () => {
    const application = new Application(SHORT);
    application.store.before = never;
    const { status } = await application.visit("", (visitor) => visitor.get("username"));
    expect([status, application.store.trips]).toEqual([200, []]);
  });

  test("errors name the store and what failed, and never a key, an id or a value", async () => {
    const application = new Application(SHORT);
    const cookie = await application.visitorWith({ secret: "my secret" });
    failing(application, "change");
    await application.visit(cookie, write);
    const [error] = application.errors as [Error & { status: number; statusCode: number }];
    expect([error.status, error.statusCode, String(error.cause)]).toEqual([
      503,
      503,
      "Error: down",
    ]);
    expect(error.message).toBe(
      'The session store "watched" expected to change a session, and failed. Check whether it can be ' +
        "reached, and the limits of its client.",
    );
  });
});

describe('whenUnavailable: "empty"', () => {
  test("serves pages with an empty session that refuses writes, and logs nobody out", async () => {
    for (const breakIt of [failing, silent]) {
      const application = new Application({ ...SHORT, whenUnavailable: "empty" });
      const cookie = await application.visitorWith({ username: "alice", _permanent: true });
      breakIt(application, "read");
      const codes: unknown[] = [];
      const { status, headers } = await application.visit(cookie, (visitor) => {
        expect([visitor.status, [...visitor]]).toEqual(["unavailable", []]);
        for (const change of [write, (each: AnySession) => each.clear()])
          try {
            change(visitor);
          } catch (error) {
            codes.push((error as { code: string }).code);
          }
      });
      expect([status, headers]).toEqual([200, [["vary", "Cookie"]]]);
      expect(codes).toEqual(["ERR_SESSION_UNAVAILABLE", "ERR_SESSION_UNAVAILABLE"]);
      expect(application.errors).toHaveLength(1);
      application.store.before = () => {};
      expect(await application.dataOf(cookie)).toEqual({ username: "alice", _permanent: true });
    }
  });

  test.each(CHANGES)("is a 503 all the same where a %s fails", async (method, use) => {
    const application = new Application({ ...SHORT, whenUnavailable: "empty" });
    const cookie = await application.visitorWith({ username: "alice" });
    failing(application, method);
    expect((await application.visit(cookie, use)).status).toBe(503);
  });
});

describe('whenUnavailable: "log"', () => {
  test("loses changed keys, reports that, and sets no cookie", async () => {
    for (const breakIt of [failing, silent]) {
      const application = new Application({ ...SHORT, whenUnavailable: "log" });
      const cookie = await application.visitorWith({ username: "alice", _permanent: true });
      breakIt(application, "change");
      const { status, headers } = await application.visit(cookie, write);
      expect([status, headers]).toEqual([200, [["vary", "Cookie"]]]);
      expect(application.errors).toHaveLength(1);
      expect(application.errors[0]).toBeInstanceOf(SessionStoreError);
    }
  });

  test.each(CHANGES.slice(1))("never announces what needs a %s and failed", async (method, use) => {
    const application = new Application({ ...SHORT, whenUnavailable: ["log", "empty"] });
    const cookie = await application.visitorWith({ username: "alice" });
    failing(application, method);
    const { status, setCookie } = await application.visit(cookie, use);
    expect([status, setCookie]).toEqual([503, []]);
  });

  test("a new session that cannot be created is a 503", async () => {
    const application = new Application({ ...SHORT, whenUnavailable: "log" });
    failing(application, "create");
    const { status, setCookie } = await application.visit("", write);
    expect([status, setCookie, application.store.trips]).toEqual([503, [], ["create"]]);
  });
});

describe("one failure", () => {
  test("of a read or a change goes unnoticed, of a create does not", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ username: "alice" });
    failing(application, "read", 1);
    await application.visit(cookie, (visitor) => expect(visitor.username).toBe("alice"));
    failing(application, "change", 1);
    expect((await application.visit(cookie, write)).status).toBe(200);
    expect(application.store.takeTrips()).toEqual(["read", "read", "read", "change", "change"]);
    expect(application.errors).toEqual([]);
    failing(application, "create", 1);
    expect((await application.visit("", write)).status).toBe(503);
    expect(application.store.takeTrips()).toEqual(["create"]);
  });

  test("after which the answer was lost changes nothing twice", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ list: [1] });
    let lost = 0;
    application.store.after = (method) => {
      if (method === "change" && lost++ === 0) throw new Error("connection reset");
    };
    await application.visit(cookie, (visitor) => visitor.list.push(2));
    expect(await application.dataOf(cookie)).toEqual({ list: [1, 2] });
  });
});

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
