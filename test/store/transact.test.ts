// What waits for its own answer: counters, messages for one request, the sessions of a user.
import type { RequestInfo, Session } from "dewar";
import {
  MemoryStore,
  SessionConflictError,
  SessionEndedError,
  StoreSessionInterface,
} from "dewar/store";
import { describe, expect, test } from "vitest";

const secretKey = "0123456789abcdef0123456789abcdef";

/** A store, and a visitor whose session is in it. */
async function visitor(data: Record<string, unknown>) {
  const store = new MemoryStore();
  const sessions = new StoreSessionInterface({ secretKey, store });
  const first = await sessions.open(undefined);
  first.update(data);
  await first.save();
  const headers = new Headers();
  sessions.saveSession(first, headers);
  const cookie = headers.getSetCookie()[0]?.split(";")[0] as string;
  const open = (info?: RequestInfo): Promise<Session> => sessions.open(cookie, info);
  return { store, sessions, open };
}

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

describe("takeFlashedMessages", () => {
  test("gives a message to one of two pages that load at the same moment", async () => {
    const { sessions, open } = await visitor({ a: 1 });
    const before = await open();
    before.flash("one");
    before.flash("two", "error");
    await before.save();
    const pages = await Promise.all([open(), open()]);
    const shown = await Promise.all(pages.map((page) => sessions.takeFlashedMessages(page)));
    expect(shown.map((each) => each.length).sort()).toEqual([0, 2]);
    expect(shown.flat()).toEqual([
      ["message", "one"],
      ["error", "two"],
    ]);
    expect((await open()).getFlashedMessages()).toEqual([]);
  });

  test("gives those that this request has left, too", async () => {
    const { sessions, open } = await visitor({ a: 1 });
    const before = await open();
    before.flash("earlier");
    await before.save();
    const page = await open();
    page.flash("now");
    const shown = await sessions.takeFlashedMessages(page);
    expect(shown.map(([, message]) => message)).toEqual(["earlier", "now"]);
    await page.save();
    expect((await open()).getFlashedMessages()).toEqual([]);
  });

  test("leaves one that arrives meanwhile for the next page", async () => {
    const { sessions, open } = await visitor({ a: 1 });
    const page = await open();
    const other = await open();
    other.flash("later");
    await other.save();
    expect(await sessions.takeFlashedMessages(page)).toEqual([]);
    expect((await open()).getFlashedMessages()).toEqual(["later"]);
  });
});

describe("takeFlashedMessages, where it cannot have them", () => {
  /** A page that has loaded one message. */
  async function withMessage(info: RequestInfo = {}) {
    const all = await visitor({ a: 1 });
    const before = await all.open();
    before.flash("one");
    await before.save();
    const page = await all.open(info);
    return { ...all, page };
  }

  test("leaves them for the next page if no person sees this one", async () => {
    const { sessions, page, open } = await withMessage({ keepFlashes: true });
    expect(await sessions.takeFlashedMessages(page)).toEqual([["message", "one"]]);
    expect(page.modified).toBe(false);
    expect((await open()).getFlashedMessages()).toEqual(["one"]);
  });

  test("costs one trip, and no cookie and no second trip at the end", async () => {
    const { sessions, page, store } = await withMessage();
    const { change } = store;
    let trips = 0;
    store.change = (...given) => {
      trips++;
      return change.apply(store, given);
    };
    page.get("_flashes");
    expect(await sessions.takeFlashedMessages(page)).toEqual([["message", "one"]]);
    expect(page.modified).toBe(false);
    await page.save();
    const headers = new Headers();
    sessions.saveSession(page, headers);
    expect([trips, [...headers]]).toEqual([1, [["vary", "Cookie"]]]);
  });

  test("throws if the store comes too late, and the message is still there", async () => {
    const { sessions, page, store, open } = await withMessage();
    const { change } = store;
    store.change = async () => "late";
    await expect(sessions.takeFlashedMessages(page)).rejects.toMatchObject({ status: 503 });
    store.change = change;
    expect(page.modified).toBe(false);
    expect((await open()).getFlashedMessages()).toEqual(["one"]);
  });

  test("throws if the session was ended meanwhile", async () => {
    const { sessions, page, open } = await withMessage();
    await (await open()).destroy();
    await expect(sessions.takeFlashedMessages(page)).rejects.toBeInstanceOf(SessionEndedError);
    const headers = new Headers();
    sessions.saveSession(page, headers);
    expect(headers.getSetCookie()).toEqual([]);
  });
});

describe("activeSessions", () => {
  test("lists the sessions of a user, and ends one of them", async () => {
    const { sessions, open } = await visitor({ _user_id: "alice", device: "phone" });
    const mine = await open();
    const second = await sessions.open(undefined);
    second.update({ _user_id: "alice", device: "laptop" });
    await second.save();
    const stranger = await sessions.open(undefined);
    stranger._user_id = "bob";
    await stranger.save();
    const listed = await sessions.activeSessions("alice", mine);
    expect(listed.map(({ data, isCurrent }) => [data["device"], isCurrent]).sort()).toEqual([
      ["laptop", false],
      ["phone", true],
    ]);
    await Promise.all(listed.map((each) => (each.isCurrent ? undefined : each.end())));
    expect(await sessions.activeSessions("alice", mine)).toHaveLength(1);
  });

  test("follows a login and a logout", async () => {
    const { sessions, open } = await visitor({ a: 1 });
    const session = await open();
    session._user_id = 7;
    await session.save();
    expect(await sessions.activeSessions("7")).toHaveLength(1);
    delete session._user_id;
    await session.save();
    expect(await sessions.activeSessions("7")).toHaveLength(0);
  });
});
