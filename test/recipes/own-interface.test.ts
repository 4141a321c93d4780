// The session interface of "Without an adapter" keeps the whole contract, forgets what has expired,
// and its ids cannot be planted.
import type { Session, SessionInterface } from "dewar";
import { session as expressSession } from "dewar/express";
import { createClient, sessionInterfaceContract } from "dewar/testing";
import express from "express";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { serve } from "../adapters/serve.ts";
import { allFences } from "../docs/fences.ts";
import { codeUnder, run } from "./block.ts";

const page = (): string => codeUnder("docs/adapters/none.md", "Other ways of keeping sessions");
const comment = (): string =>
  allFences().find(
    ({ path, code }) => path === "src/policy/interface.ts" && code.includes("class "),
  )?.code ?? "";

type Make = new () => SessionInterface;
const load = async (code: string): Promise<Make> => {
  // The page's last line uses an application that it does not make.
  const without = code.replace(/^app\.use.*$/m, "");
  return (await run<{ MemorySessionInterface: Make }>(without, "MemorySessionInterface"))
    .MemorySessionInterface;
};

describe.each([
  ["docs/adapters/none.md", page],
  ["the doc comment of SessionInterface", comment],
])("%s", (_, code) => {
  let Memory: Make;
  beforeAll(async () => {
    Memory = await load(code());
  });
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  for (const { name, run: prove } of sessionInterfaceContract)
    test(name, () => prove(() => new Memory()));

  /** One request; the Cookie header of the next. */
  function visit(
    sessions: SessionInterface,
    cookie: string,
    use: (session: Session) => void,
  ): string {
    const session = sessions.openSession(cookie);
    use(session);
    const headers = new Headers();
    sessions.saveSession(session, headers);
    return headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
  }
  const nameIn = (sessions: SessionInterface, cookie: string): unknown =>
    sessions.openSession(cookie).get("username");

  test("an entry ends after 31 days", () => {
    const sessions = new Memory();
    const cookie = visit(sessions, "", (session) => session.set("username", "alice"));
    vi.setSystemTime(Date.now() + 31 * 24 * 60 * 60 * 1000 - 1);
    expect(nameIn(sessions, cookie)).toBe("alice");
    vi.setSystemTime(Date.now() + 1);
    expect(nameIn(sessions, cookie)).toBe(undefined);
    expect(sessions.openSession(cookie).status).toBe("new");
  });

  test("after a logout a copy of the cookie is good for nothing", () => {
    const sessions = new Memory();
    const cookie = visit(sessions, "", (session) => session.set("username", "alice"));
    visit(sessions, cookie, (session) => session.clear());
    expect(nameIn(sessions, cookie)).toBe(undefined);
  });

  test("a change begins a new id, and requests under way keep the old one for a minute", () => {
    const sessions = new Memory();
    const first = visit(sessions, "", (session) => session.set("username", "alice"));
    const second = visit(sessions, first, (session) => session.set("username", "bob"));
    expect(second).not.toBe(first);
    expect([nameIn(sessions, first), nameIn(sessions, second)]).toEqual(["alice", "bob"]);
    vi.setSystemTime(Date.now() + 60_000);
    expect([nameIn(sessions, first), nameIn(sessions, second)]).toEqual([undefined, "bob"]);
  });

  test("what is read or changed does not reach what is kept", () => {
    const sessions = new Memory();
    const cart = ["bottle"];
    const cookie = visit(sessions, "", (session) => session.set("cart", cart));
    cart.push("planted");
    (sessions.openSession(cookie).get("cart") as unknown as string[]).push("not saved");
    expect(sessions.openSession(cookie).get("cart")).toEqual(["bottle"]);
  });

  test("expired entries are removed", () => {
    const sizes: number[] = [];
    const { set } = Map.prototype;
    const spy = vi.spyOn(Map.prototype, "set").mockImplementation(function set_(
      this: Map<unknown, unknown>,
      key,
      value,
    ) {
      const result = set.call(this, key, value);
      if ((value as { expires?: number } | undefined)?.expires !== undefined) sizes.push(this.size);
      return result;
    });
    try {
      const sessions = new Memory();
      for (let day = 0; day < 40; day++) {
        visit(sessions, "", (session) => session.set("day", day));
        vi.setSystemTime(Date.now() + 24 * 60 * 60 * 1000);
      }
    } finally {
      spy.mockRestore();
    }
    expect(sizes).toHaveLength(40);
    expect(Math.max(...sizes)).toBe(31);
  });

  test("works on an adapter, regenerated sessions included", async () => {
    vi.useRealTimers();
    const app = express().use(expressSession(new Memory()), async (req, res) => {
      if (req.path === "/login") await req.session.regenerate();
      req.session["visits"] = req.session.get("visits", 0) + 1;
      res.json(Object.fromEntries(req.session));
    });
    const client = await serve(app);
    const ask = async (path: string) => (await client.fetch(path)).json();
    expect([await ask("/"), await ask("/")]).toEqual([{ visits: 1 }, { visits: 2 }]);
    const before = await client.jar.getCookieString(client.url);
    expect([await ask("/login"), await ask("/")]).toEqual([{ visits: 1 }, { visits: 2 }]);
    // The id from before the login, which somebody may have planted, is not the login's.
    const planted = createClient(client.url);
    const answer = await planted.fetch("/", { headers: { cookie: before } });
    expect(await answer.json()).toEqual({ visits: 3 });
  });
});
