// Sessions that are fetched where the application says so.
import { describe, expect, test } from "vitest";
import { Application } from "./kit.ts";

describe('load: "manual"', () => {
  const codeOf = (touch: () => unknown): unknown => {
    try {
      touch();
    } catch (error) {
      return (error as { code: string }).code;
    }
    return "nothing";
  };

  test("fetches where reload() is called, and each touch before throws there", async () => {
    const application = new Application({ load: "manual" });
    const cookie = await application.visitorWith({ username: "alice" });
    const { headers } = await application.visit(cookie, async (visitor) => {
      const touches = [
        () => visitor.username,
        () => visitor.get("username"),
        () => visitor.set("username", "bob"),
        () => visitor.has("username"),
        () => visitor.delete("username"),
        () => visitor.clear(),
        () => visitor.flash("message"),
        () => visitor.getFlashedMessages(),
        () => [...visitor],
        () => Object.keys(visitor),
        () => visitor.status,
        () => visitor.permanent,
      ];
      expect(new Set(touches.map(codeOf))).toEqual(new Set(["ERR_SESSION_NOT_LOADED"]));
      expect(application.store.trips).toEqual([]);
      await visitor.reload();
      expect([visitor.username, visitor.modified]).toEqual(["alice", false]);
    });
    expect(headers).toEqual([["vary", "Cookie"]]);
    expect(application.store.takeTrips()).toEqual(["read"]);
  });

  test("costs nothing where nobody asks, and a new visitor need not", async () => {
    const application = new Application({ load: "manual" });
    const cookie = await application.visitorWith({ username: "alice" });
    expect((await application.visit(cookie)).headers).toEqual([]);
    expect(application.store.takeTrips()).toEqual([]);
    await application.visit("", (visitor) => visitor.set("username", "bob"));
    expect(application.store.takeTrips()).toEqual(["create"]);
  });

  test("saves what was changed after reload(), and nothing of a touch that threw", async () => {
    const application = new Application({ load: "manual" });
    const cookie = await application.visitorWith({ username: "alice" });
    await application.visit(cookie, (visitor) => {
      expect(codeOf(() => visitor.set("username", "bob"))).toBe("ERR_SESSION_NOT_LOADED");
    });
    expect(application.store.takeTrips()).toEqual([]);
    await application.visit(cookie, async (visitor) => {
      await visitor.reload();
      visitor.visits = 1;
    });
    expect(application.store.takeTrips()).toEqual(["read", "change"]);
  });
});
