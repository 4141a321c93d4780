// What waits for its own answer: counters, messages for one request, the sessions of a user.
import type { Session } from "dewar";
import { SessionConflictError, SessionEndedError } from "dewar/store";
import { describe, expect, test } from "vitest";
import { visitor } from "./visitor.ts";

describe("transact", () => {
  test("counts each of 200 requests at the same moment", async () => {
    const { sessions, open } = await visitor({ visits: 0 });
    const requests = await Promise.all(Array.from({ length: 200 }, () => open()));
    const count = (session: Session): number => {
      session.visits += 1;
      return session.visits;
    };
    const counted = await Promise.all(requests.map((session) => sessions.transact(session, count)));
    expect(counted.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    expect((await open()).visits).toBe(200);
  });

  test("shows the session of the request what is in the store then", async () => {
    const { sessions, open } = await visitor({ visits: 1 });
    const [mine, other] = await Promise.all([open(), open()]);
    other.visits = 5;
    await other.save();
    await sessions.transact(mine, (session) => {
      session.visits += 1;
    });
    expect(mine.visits).toBe(6);
    expect(mine.modified).toBe(false);
  });

  test("leaves what the request has changed itself, and saves it later", async () => {
    const { sessions, open } = await visitor({ visits: 1 });
    const mine = await open();
    mine.name = "alice";
    await sessions.transact(mine, (session) => {
      session.visits += 1;
    });
    expect(mine.modified).toBe(true);
    await mine.save();
    expect(Object.fromEntries(await open())).toEqual({ visits: 2, name: "alice" });
  });

  test("does not run again for a change of a key that it did not use", async () => {
    const { sessions, store, open } = await visitor({ visits: 1 });
    const mine = await open();
    let runs = 0;
    const { change } = store;
    store.change = async (key, ...rest) => {
      store.change = change;
      await change.call(store, key, { set: new Map([[":other", "1"]]), remove: [] }, rest[1]);
      return change.call(store, key, ...rest);
    };
    await sessions.transact(mine, (session) => {
      runs++;
      session.visits += 1;
    });
    expect(runs).toBe(1);
    expect(Object.fromEntries(await open())).toEqual({ visits: 2, other: 1 });
  });

  test("gives up after ten attempts", async () => {
    const { sessions, store, open } = await visitor({ visits: 1 });
    const mine = await open();
    const { change } = store;
    store.change = async (key, ...rest) => {
      const text = `${Math.random()}`;
      await change.call(store, key, { set: new Map([[":visits", text]]), remove: [] }, rest[1]);
      return change.call(store, key, ...rest);
    };
    let runs = 0;
    const running = sessions.transact(mine, (session) => {
      runs++;
      session.visits += 1;
    });
    await expect(running).rejects.toBeInstanceOf(SessionConflictError);
    expect(runs).toBe(10);
  });

  test("fails for a session that was ended meanwhile, and brings nothing back", async () => {
    const { sessions, open } = await visitor({ visits: 1 });
    const [mine, other] = await Promise.all([open(), open()]);
    other.clear();
    await other.save();
    const running = sessions.transact(mine, (session) => {
      session.visits += 1;
    });
    await expect(running).rejects.toBeInstanceOf(SessionEndedError);
    expect((await open()).status).toBe("expired");
  });

  test("saves nothing if the function throws, and refuses one that waits", async () => {
    const { sessions, open } = await visitor({ visits: 1 });
    const mine = await open();
    const failing = sessions.transact(mine, (session) => {
      session.visits = 9;
      throw new RangeError("no");
    });
    await expect(failing).rejects.toThrow("no");
    const waiting = sessions.transact(mine, async (session) => {
      session.visits = 9;
    });
    await expect(waiting).rejects.toThrow("expected a function that returns at once");
    expect((await open()).visits).toBe(1);
  });

  test("begins a session for a new visitor", async () => {
    const { sessions } = await visitor({});
    const session = await sessions.open(undefined);
    await sessions.transact(session, (each) => {
      each.visits = 1;
    });
    const headers = new Headers();
    sessions.saveSession(session, headers);
    expect(headers.getSetCookie()).toHaveLength(1);
  });
});
