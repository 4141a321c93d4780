// A response waits for the store, and the code that made it still runs.
import { type Session, SessionCommittedError } from "dewar";
import { createClient } from "dewar/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { SlowMemoryInterface, TRIPS } from "../../testing/slow-memory-interface.ts";
import { EVERY_ADAPTER } from "../every-adapter.ts";
import { Gate } from "./store.ts";
import { WAITING_ADAPTERS } from "./subjects.ts";

const ADAPTERS = Object.entries(EVERY_ADAPTER).filter(([name]) => name in WAITING_ADAPTERS);

describe.each(ADAPTERS)("%s", (_name, start) => {
  test("a write while the response waits throws at that line, and is kept nowhere", async () => {
    const store = new SlowMemoryInterface();
    const gate = new Gate();
    store.trips.persist = gate.trip;
    let session: Session | undefined;
    const server = await start(store, (place) => {
      session = place.session;
      session.update({ username: "alice", cart: ["cork"] });
      return "written";
    });
    onTestFinished(() => server.close());
    const waiting = createClient(server.url).fetch("/");
    await gate.reached;
    const writes: ((late: Session) => unknown)[] = [
      (late) => late.set("late", 1),
      (late) => late.delete("username"),
      (late) => late["cart"].push("late"),
      (late) => late.flash("late"),
      (late) => late.clear(),
    ];
    for (const write of writes)
      expect(() => write(session as Session)).toThrow(SessionCommittedError);
    gate.open();
    const response = await waiting;
    expect([response.status, await response.text()]).toEqual([200, "written"]);
    expect([...store.kept.values()]).toEqual([{ username: "alice", cart: ["cork"] }]);
    expect(() => session?.set("late", 1)).toThrow(SessionCommittedError);
    expect(store.errors).toEqual([]);
  });

  test("what a regenerated session holds is kept, and nothing of the old one", async () => {
    const store = new SlowMemoryInterface();
    store.kept.set("1", { username: "bob" });
    const server = await start(store, async (place) => {
      await place.session.regenerate();
      place.session["username"] = "alice";
      return "written";
    });
    onTestFinished(() => server.close());
    const response = await createClient(server.url).fetch("/", { headers: { cookie: "sid=1" } });
    expect(response.headers.getSetCookie()).toHaveLength(1);
    expect([...store.kept.values()]).toEqual([{ username: "alice" }]);
  });

  test("a load that fails is an error of the framework's own, where the application has none", async () => {
    const store = new SlowMemoryInterface();
    store.kept.set("1", { username: "bob" });
    store.trips.load = TRIPS.failing;
    const server = await start(store, () => "not reached");
    onTestFinished(() => server.close());
    const response = await createClient(server.url).fetch("/", { headers: { cookie: "sid=1" } });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toBe("not reached");
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(store.errors.map(String)).toEqual(["Error: the store is down"]);
    expect(store.kept.get("1")).toEqual({ username: "bob" });
  });
});
