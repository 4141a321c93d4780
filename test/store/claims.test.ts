// Messages for one request alone, and the sessions of a user.
import type { RequestInfo } from "dewar";
import { SessionEndedError } from "dewar/store";
import { describe, expect, test } from "vitest";
import { visitor } from "./visitor.ts";

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
