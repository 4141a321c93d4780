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
