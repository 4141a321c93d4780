// A login: a new id, and what is left of the old one.
import { SessionEndedError } from "dewar/store";
import { describe, expect, test } from "vitest";
import { type AnySession, Application, meanwhile } from "./kit.ts";

const messages = (visitor: AnySession): unknown[] => visitor.getFlashedMessages();

describe("a new id", () => {
  const renewals: [how: string, renew: (visitor: AnySession) => unknown][] = [
    ["regenerate()", (visitor) => visitor.regenerate()],
    ["clear() before new data", (visitor) => visitor.clear()],
  ];

  test.each(renewals)(
    "by %s costs two trips, and the old one leads nowhere",
    async (_how, renew) => {
      const application = new Application();
      const old = await application.visitorWith({ cart: ["tea"] });
      const login = await application.visit(old, async (visitor) => {
        await renew(visitor);
        visitor.username = "alice";
      });
      expect(application.store.takeTrips()).toEqual(["read", "create", "end"]);
      expect(application.store.ended.at(-1)?.graveMs).toBe(60_000);
      expect(login.cookie).not.toBe(old);
      expect(await application.dataOf(login.cookie)).toEqual({ username: "alice" });
      // Somebody who planted the old id finds nothing, cannot write there, and gets no cookie.
      const planted = await application.visit(old, (visitor) => {
        expect([[...visitor], visitor.status]).toEqual([[], "expired"]);
        visitor.csrf = "planted";
      });
      expect(planted.headers).toEqual([["vary", "Cookie"]]);
      const renewed = await application.visit(old, async (visitor) => {
        await visitor.regenerate();
        visitor.username = "mallory";
      });
      expect(renewed.setCookie).toEqual([]);
      expect(application.store.takeTrips()).toEqual(["read", "read"]);
      expect(await application.dataOf(login.cookie)).toEqual({ username: "alice" });
      expect(application.rejected).toEqual([]);
    },
  );

  test.each(renewals)(
    "by %s is not overwritten by a slow request with the old one",
    async (_how, renew) => {
      const application = new Application();
      const old = await application.visitorWith({ cart: ["tea"] });
      const { fast, slow } = await meanwhile(
        application,
        old,
        (visitor) => visitor.set("csrf", "late"),
        async (visitor) => {
          await renew(visitor);
          visitor.username = "alice";
        },
      );
      expect(slow.headers).toEqual([["vary", "Cookie"]]);
      expect(await application.dataOf(fast.cookie)).toEqual({ username: "alice" });
      expect(application.errors.map(String)).toEqual([String(new SessionEndedError())]);
    },
  );

  test.each(renewals)("by %s is none if the old one cannot be ended", async (_how, renew) => {
    const application = new Application();
    const old = await application.visitorWith({ cart: ["tea"] });
    let ends = 0;
    application.store.before = (method) => {
      if (method === "end" && ends++ < 2) throw new Error("down");
    };
    const { status, setCookie } = await application.visit(old, async (visitor) => {
      await renew(visitor);
      visitor.username = "alice";
    });
    expect([status, setCookie]).toEqual([503, []]);
    // The second attempt for the old one, and then the new one.
    expect(application.store.takeTrips()).toEqual(["read", "create", "end", "end", "end"]);
    const [, created = ""] = application.store.keys;
    expect(application.store.ended.at(-1)?.key).toBe(created);
    expect(await application.store.memory.read(created)).toBe("gone");
    expect(await application.dataOf(old)).toEqual({ cart: ["tea"] });
  });

  test("takes the messages that wait along", async () => {
    const application = new Application();
    const { cookie } = await application.visit("", (visitor) => visitor.flash("Log in first"));
    const login = await application.visit(cookie, async (visitor) => {
      await visitor.regenerate();
      visitor.username = "alice";
    });
    await application.visit(login.cookie, (visitor) =>
      expect(messages(visitor)).toEqual(["Log in first"]),
    );
  });
});
