// Requests of one visitor at the same time: what is kept, what is dropped, and which cookies are set.
import { SessionEndedError } from "dewar/store";
import { describe, expect, test } from "vitest";
import { type AnySession, Application, Gate, meanwhile } from "./kit.ts";

const messages = (visitor: AnySession): unknown[] => visitor.getFlashedMessages();

describe("requests at the same time", () => {
  test("200 that write different keys lose none", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ username: "alice" });
    const gate = new Gate();
    let arrived = 0;
    await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        application.visit(cookie, async (visitor) => {
          visitor.set(`key ${index}`, index);
          if (++arrived === 200) gate.open();
          await gate.opened;
        }),
      ),
    );
    const data = await application.dataOf(cookie);
    expect(Object.keys(data)).toHaveLength(201);
    expect(data["key 199"]).toBe(199);
    expect(application.store.trips.filter((trip) => trip === "read")).toHaveLength(200);
    expect(application.store.trips.filter((trip) => trip === "change")).toHaveLength(200);
  });

  test("that write the same key: the last to arrive wins, as a whole, a removal too", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ cart: { tea: 1 } });
    await meanwhile(
      application,
      cookie,
      (visitor) => {
        visitor.cart.milk = 2;
      },
      (visitor) => {
        visitor.cart.sugar = 3;
      },
    );
    expect(await application.dataOf(cookie)).toEqual({ cart: { tea: 1, milk: 2 } });
    await meanwhile(
      application,
      cookie,
      (visitor) => visitor.delete("cart"),
      (visitor) => visitor.set("cart", {}),
    );
    expect(await application.dataOf(cookie)).toEqual({});
    await meanwhile(
      application,
      cookie,
      (visitor) => visitor.set("cart", 1),
      (visitor) => visitor.set("cart", 2),
    );
    expect(await application.dataOf(cookie)).toEqual({ cart: 1 });
  });

  test("of which one removes the last key leave what the other adds", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ step: 1 });
    const { fast, slow } = await meanwhile(
      application,
      cookie,
      (visitor) => visitor.set("username", "alice"),
      (visitor) => visitor.delete("step"),
    );
    expect(await application.dataOf(fast.cookie)).toEqual({ username: "alice" });
    expect(await application.dataOf(slow.cookie)).toEqual({ username: "alice" });
    expect(application.errors).toEqual([]);
  });
});

describe("messages", () => {
  test("are shown in the order in which they were left, once", async () => {
    const application = new Application();
    const { cookie } = await application.visit("", (visitor) => {
      for (let index = 0; index < 20; index++) visitor.flash(`${index}`, "count");
    });
    let shown: unknown[] = [];
    await application.visit(cookie, (visitor) => {
      shown = visitor
        .getFlashedMessages({ withCategories: true })
        .map((each: unknown[]) => [...each]);
    });
    expect(shown).toEqual(Array.from({ length: 20 }, (_, index) => ["count", `${index}`]));
    await application.visit(cookie, (visitor) => expect(messages(visitor)).toEqual([]));
  });

  test("that one request leaves while another shows others are lost to nobody", async () => {
    const application = new Application();
    const { cookie } = await application.visit("", (visitor) => visitor.flash("first"));
    const shown: unknown[] = [];
    await meanwhile(
      application,
      cookie,
      (visitor) => shown.push(...messages(visitor)),
      (visitor) => visitor.flash("second"),
    );
    await application.visit(cookie, (visitor) => shown.push(...messages(visitor)));
    await application.visit(cookie, (visitor) => shown.push(...messages(visitor)));
    expect(shown).toEqual(["first", "second"]);
  });

  test("of the same text as one that another page shows are lost to nobody", async () => {
    const application = new Application();
    const { cookie } = await application.visit("", (visitor) => visitor.flash("Saved"));
    const shown: unknown[] = [];
    await meanwhile(
      application,
      cookie,
      (visitor) => shown.push(...messages(visitor)),
      (visitor) => {
        shown.push(...messages(visitor));
        visitor.flash("Saved");
      },
    );
    expect(shown).toEqual(["Saved", "Saved"]);
    await application.visit(cookie, (visitor) => expect(messages(visitor)).toEqual(["Saved"]));
  });

  test("of many requests at once are all there", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ username: "alice" });
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        application.visit(cookie, (visitor) => visitor.flash(index)),
      ),
    );
    await application.visit(cookie, (visitor) =>
      expect(messages(visitor).sort()).toEqual(Array.from({ length: 50 }, (_, i) => i).sort()),
    );
  });

  test("are left once where the answer of the store was lost", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ username: "alice" });
    let lost = 0;
    application.store.after = (method) => {
      if (method === "change" && lost++ === 0) throw new Error("connection reset");
    };
    await application.visit(cookie, (visitor) => visitor.flash("Saved"));
    await application.visit(cookie, (visitor) => expect(messages(visitor)).toEqual(["Saved"]));
    expect(application.errors).toEqual([]);
  });
});

describe("a session that was ended meanwhile", () => {
  const ends: [how: string, end: (visitor: AnySession) => unknown][] = [
    ["by clear()", (visitor) => visitor.clear()],
    ["by destroy()", (visitor) => visitor.destroy()],
  ];

  test.each(ends)(
    "%s stays ended: what a slow request writes is dropped and reported",
    async (_how, end) => {
      const application = new Application();
      const cookie = await application.visitorWith({ username: "alice", _permanent: true });
      const { slow } = await meanwhile(
        application,
        cookie,
        (visitor) => visitor.set("late", 1),
        end,
      );
      expect([slow.status, slow.headers]).toEqual([200, [["vary", "Cookie"]]]);
      expect(application.errors.map(String)).toEqual([String(new SessionEndedError())]);
      expect(application.store.takeTrips()).toEqual(["read", "read", "end", "change"]);
      expect(await application.dataOf(cookie)).toEqual({});
    },
  );

  test("is not ended by a slow request that only reads, and sets no cookie", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ username: "alice" });
    const { slow } = await meanwhile(
      application,
      cookie,
      (visitor) => expect(visitor.username).toBe("alice"),
      (visitor) => visitor.clear(),
    );
    expect([slow.setCookie, application.errors]).toEqual([[], []]);
  });

  test("amid 100 writers leaves nothing behind", async () => {
    const application = new Application();
    const cookie = await application.visitorWith({ username: "alice" });
    const writers = Array.from({ length: 100 }, (_, index) =>
      application.visit(cookie, (visitor) =>
        index === 50 ? visitor.clear() : visitor.set(`key ${index}`, index),
      ),
    );
    await Promise.all(writers);
    expect(await application.dataOf(cookie)).toEqual({});
  });
});
