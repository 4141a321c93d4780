// The session interface over a store of "Without an adapter": it keeps the whole contract, asks the store
// only for ids that may be there, and no id can be planted.
import type { SessionInterface } from "dewar";
import { session as onFetch } from "dewar/fetch";
import { sessionInterfaceContract } from "dewar/testing";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { serveWeb } from "../contracts/web-server.ts";
import { blocksUnder, run } from "./block.ts";

const PAGE = "docs/adapters/none.md";
const HEADING = "Sessions in a store";
const UNKNOWN = "00000000-0000-4000-8000-000000000000";

interface Store {
  get(id: string): Promise<string | undefined>;
  set(id: string, text: string, seconds: number): Promise<unknown>;
  delete(id: string): Promise<unknown>;
}
type Make = new (store: Store) => SessionInterface;

let Stored: Make;
beforeAll(async () => {
  const [code] = blocksUnder(PAGE, HEADING).map((fence) => fence.code);
  ({ StoreSessionInterface: Stored } = await run<{ StoreSessionInterface: Make }>(
    code ?? "",
    "StoreSessionInterface",
  ));
});

/** A store that says what it was asked. */
class Noted implements Store {
  readonly kept = new Map<string, string>();
  readonly asked: string[] = [];
  isDown = false;

  async #note(what: string): Promise<void> {
    this.asked.push(what);
    if (this.isDown) throw new Error("the store is down");
  }
  async get(id: string): Promise<string | undefined> {
    await this.#note("get");
    return this.kept.get(id);
  }
  async set(id: string, text: string, seconds: number): Promise<void> {
    await this.#note(`set for ${seconds}`);
    this.kept.set(id, text);
  }
  async delete(id: string): Promise<void> {
    await this.#note("delete");
    this.kept.delete(id);
  }
}

describe("the contract", () => {
  for (const { name, run: prove } of sessionInterfaceContract)
    test(name, () => prove(() => new Stored(new Noted())));
});

describe("on an adapter", () => {
  let store: Noted;
  let url: string;
  beforeEach(async () => {
    store = new Noted();
    const handle = onFetch(new Stored(store))(async (request, session) => {
      const { pathname } = new URL(request.url);
      if (pathname === "/login") await session.regenerate();
      if (pathname === "/logout") session.clear();
      if (pathname === "/visit" || pathname === "/login")
        session["visits"] = session.get("visits", 0) + 1;
      return Response.json(pathname === "/nothing" ? {} : Object.fromEntries(session));
    });
    const server = await serveWeb(handle, false);
    ({ url } = server);
    return server.close;
  });
  const visit = async (path: string, cookie = "") => {
    const response = await fetch(`${url}${path}`, { headers: { cookie } });
    const [pair = ""] = response.headers.getSetCookie()[0]?.split(";") ?? [];
    return { status: response.status, body: await response.text(), pair };
  };

  test("a visitor without a session costs no trip, and what is no id of ours none", async () => {
    for (const cookie of ["", "sid=", "sid=a", `sid=${"a".repeat(37)}`, "sid=../../../etc/passwd"])
      expect((await visit("/read", cookie)).body).toBe("{}");
    expect(store.asked).toEqual([]);
  });

  test("reading costs one trip, changing two", async () => {
    const { pair } = await visit("/visit");
    expect(store.asked.splice(0)).toEqual(["set for 2678400"]);
    expect((await visit("/read", pair)).body).toBe('{"visits":1}');
    expect(store.asked.splice(0)).toEqual(["get"]);
    const again = await visit("/visit", pair);
    expect([again.body, again.pair]).toEqual(['{"visits":2}', pair]);
    expect(store.asked).toEqual(["get", "set for 2678400"]);
  });

  test("an id that a visitor brings is not used", async () => {
    const { pair } = await visit("/visit", `sid=${UNKNOWN}`);
    expect(store.kept.has(UNKNOWN)).toBe(false);
    expect([...store.kept.keys()]).toEqual([pair.slice("sid=".length)]);
  });

  test("a login has a new id, and the old one leads to nothing", async () => {
    const before = await visit("/visit");
    const login = await visit("/login", before.pair);
    expect(login.pair).not.toBe(before.pair);
    expect(store.kept.size).toBe(1);
    expect((await visit("/read", before.pair)).body).toBe("{}");
    expect((await visit("/read", login.pair)).body).toBe('{"visits":1}');
  });

  test("a logout removes the session from the store, or does not drop the cookie", async () => {
    const { pair } = await visit("/visit");
    const { get } = store;
    store.get = async (id) => {
      const text = await get.call(store, id);
      store.isDown = true;
      return text;
    };
    const failed = await visit("/logout", pair);
    expect([failed.status, failed.pair, store.kept.size]).toEqual([500, "", 1]);
    store.isDown = false;
    store.get = get;
    expect((await visit("/logout", pair)).pair).toBe("sid=");
    expect(store.kept.size).toBe(0);
  });

  test("a store that is down is an error page, and nobody is logged out", async () => {
    const { pair } = await visit("/visit");
    store.isDown = true;
    const failed = await visit("/read", pair);
    expect([failed.status, failed.body, failed.pair]).toEqual([500, "Internal Server Error", ""]);
    expect((await visit("/nothing")).status).toBe(200);
    store.isDown = false;
    expect((await visit("/read", pair)).body).toBe('{"visits":1}');
  });
});
