// save, reload, destroy and regenerate, as users of express-session know them.
import { describe, expect, test } from "vitest";
import { type AnySession, Application, Gate } from "./kit.ts";

type Name = "save" | "reload" | "destroy" | "regenerate";

/** Calls a method, by promise or by callback. */
const CALLS: [how: string, call: (visitor: AnySession, name: Name) => Promise<void>][] = [
  ["with a promise", (visitor, name) => visitor[name]()],
  [
    "with a callback",
    (visitor, name) =>
      new Promise<void>((resolve, reject) => {
        const returned: unknown = visitor[name]((error?: unknown) => {
          if (error === undefined) resolve();
          else reject(error);
        });
        expect(returned).toBe(undefined);
      }),
  ],
];

describe.each(CALLS)("%s", (_how, call) => {
  test("save() writes now, the session stays open, and a later change is written again", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ a: 1 });
    const { setCookie } = await application.visit(cookie, async (visitor) => {
      visitor.a = 2;
      await call(visitor, "save");
      expect(visitor.modified).toBe(false);
      expect(await application.dataOf(cookie)).toEqual({ a: 2 });
      visitor.b = 3;
    });
    expect(setCookie).toHaveLength(1);
    expect(application.store.takeTrips()).toEqual(["read", "change", "change"]);
    expect(application.store.changes.map(({ set }) => Object.fromEntries(set))).toEqual([
      { ":a": "2" },
      { ":b": "3" },
    ]);
    expect(await application.dataOf(cookie)).toEqual({ a: 2, b: 3 });
  });

  test("save() of an unchanged session costs nothing", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ a: 1 });
    const { setCookie } = await application.visit(cookie, (visitor) => call(visitor, "save"));
    expect([setCookie, application.store.takeTrips()]).toEqual([[], ["read"]]);
  });

  test("save() of a new session creates it, and the response brings the cookie", async () => {
    const application = new Application();
    const { cookie } = await application.visit("", async (visitor) => {
      visitor.a = 1;
      await call(visitor, "save");
      expect(application.store.trips).toEqual(["create"]);
    });
    expect(application.store.takeTrips()).toEqual(["create"]);
    expect(await application.dataOf(cookie)).toEqual({ a: 1 });
  });

  test("save() that fails says so, and the response tries again", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ a: 1 });
    const errors: unknown[] = [];
    await application.visit(cookie, async (visitor) => {
      visitor.a = 2;
      application.store.before = (method) => {
        if (method === "change") throw new Error("down");
      };
      await call(visitor, "save").catch((error: { code: string }) => errors.push(error.code));
      expect(visitor.modified).toBe(true);
      application.store.before = () => {};
    });
    expect(errors).toEqual(["ERR_SESSION_STORE"]);
    expect(await application.dataOf(cookie)).toEqual({ a: 2 });
  });

  test("reload() fetches what another request has saved, and discards changes", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ a: 1, list: [1] });
    const { setCookie } = await application.visit(cookie, async (visitor) => {
      await application.visit(cookie, (other) => other.update({ a: 2 }));
      visitor.b = 1;
      visitor.list.push(2);
      await call(visitor, "reload");
      expect([Object.fromEntries(visitor), visitor.modified]).toEqual([{ a: 2, list: [1] }, false]);
    });
    expect(setCookie).toEqual([]);
    expect(application.store.takeTrips()).toEqual(["read", "read", "change", "read"]);
  });

  test("reload() of a session that was ended meanwhile is empty", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ username: "alice" });
    const { headers } = await application.visit(cookie, async (visitor) => {
      await application.visit(cookie, (other) => other.clear());
      await call(visitor, "reload");
      expect([[...visitor], visitor.status]).toEqual([[], "expired"]);
    });
    expect(headers).toEqual([["vary", "Cookie"]]);
  });

  test("destroy() ends the session now, reload() brings nothing back, and the cookie goes", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ username: "alice" });
    const { setCookie } = await application.visit(cookie, async (visitor) => {
      await call(visitor, "destroy");
      expect(application.store.trips).toEqual(["read", "end"]);
      await call(visitor, "reload");
      expect([...visitor]).toEqual([]);
    });
    expect(setCookie[0]).toMatch(/^session=; /);
    expect(application.store.takeTrips()).toEqual(["read", "end"]);
  });

  test("destroy() that fails says so, and is a 503 if the response cannot end it either", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ username: "alice" });
    application.store.before = (method) => {
      if (method === "end") throw new Error("down");
    };
    const codes: unknown[] = [];
    const { status, setCookie } = await application.visit(cookie, (visitor) =>
      call(visitor, "destroy").catch((error: { code: string }) => codes.push(error.code)),
    );
    expect([codes, status, setCookie]).toEqual([["ERR_SESSION_STORE"], 503, []]);
    application.store.before = () => {};
    expect(await application.dataOf(cookie)).toEqual({ username: "alice" });
  });

  test("data after destroy() are those of a new session", async () => {
    const application = new Application();
    const old = await application.visitorWith({ cart: ["tea"] });
    const { cookie } = await application.visit(old, async (visitor) => {
      await call(visitor, "destroy");
      visitor.username = "alice";
      await call(visitor, "save");
      visitor.visits = 1;
    });
    expect(cookie).not.toBe(old);
    expect(await application.dataOf(cookie)).toEqual({ username: "alice", visits: 1 });
    expect(await application.dataOf(old)).toEqual({});
  });

  test("regenerate() and save() begin a new session at once, without what was there", async () => {
    const application = new Application();
    const old = await application.visitorWith({ cart: ["tea"] });
    const { cookie } = await application.visit(old, async (visitor) => {
      await call(visitor, "regenerate");
      visitor.username = "alice";
      await call(visitor, "save");
      expect(application.store.trips).toEqual(["read", "create", "end"]);
    });
    expect(application.store.takeTrips()).toEqual(["read", "create", "end"]);
    expect(await application.dataOf(cookie)).toEqual({ username: "alice" });
  });
});

describe("a save that is under way", () => {
  test("takes what was written before; what is written meanwhile is saved later", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ list: [1] });
    const gate = new Gate();
    await application.visit(cookie, async (visitor) => {
      visitor.a = 1;
      visitor.list.push(2);
      application.store.before = (method) => (method === "change" ? gate.pass() : undefined);
      const saving = visitor.save();
      await gate.reached;
      visitor.a = 2;
      visitor.b = 3;
      visitor.list.push(3);
      visitor.flash("meanwhile");
      gate.open();
      await saving;
      expect(visitor.modified).toBe(true);
    });
    const { _flashes, ...data } = await application.dataOf(cookie);
    expect(data).toEqual({ list: [1, 2, 3], a: 2, b: 3 });
    expect(_flashes).toHaveLength(1);
  });

  test("is waited for by the response, even if the application does not", async () => {
    const application = new Application();
    const gate = new Gate();
    application.store.before = (method) => (method === "create" ? gate.pass() : undefined);
    const waiting = application.visit("", (visitor) => {
      visitor.a = 1;
      void visitor.save();
    });
    await gate.reached;
    gate.open();
    const { cookie, setCookie } = await waiting;
    expect([setCookie.length, application.store.takeTrips()]).toEqual([1, ["create"]]);
    expect(await application.dataOf(cookie)).toEqual({ a: 1 });
  });

  test("that fails unheard is tried again by the response", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ a: 1 });
    let fails = 2;
    application.store.before = (method) => {
      if (method === "change" && fails-- > 0) throw new Error("down");
    };
    await application.visit(cookie, (visitor) => {
      visitor.a = 2;
      visitor.save(() => {});
    });
    expect(await application.dataOf(cookie)).toEqual({ a: 2 });
  });

  test("does not bring a session back that is cleared meanwhile", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ username: "alice" });
    const { setCookie } = await application.visit(cookie, async (visitor) => {
      visitor.a = 1;
      const saving = visitor.save();
      visitor.clear();
      await saving;
    });
    expect(setCookie[0]).toMatch(/^session=; /);
    expect(await application.dataOf(cookie)).toEqual({});
  });

  test("sends nothing again that another request has changed since", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ x: 0 });
    await application.visit(cookie, async (visitor) => {
      visitor.x = 1;
      await visitor.save();
      await application.visit(cookie, (other) => other.set("x", 2));
      visitor.y = 1;
    });
    expect(await application.dataOf(cookie)).toEqual({ x: 2, y: 1 });
  });
});
