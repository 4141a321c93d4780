// The pages "Coming from ...": a visitor of the other library stays logged in once, and a logout is a
// logout. The other library is the real one, the code is the page's own.

import connectFlash from "connect-flash";
import cookieSession from "cookie-session";
import { createClient } from "dewar/testing";
import express, { type Express, type RequestHandler } from "express";
import expressSession, { type MemoryStore } from "express-session";
import { getIronSession } from "iron-session";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { listen } from "../contracts/node-server.ts";
import { codeUnder, run } from "./block.ts";

const HEADING = "Without logging everybody out";
const SECRETS = {
  SECRET_KEY: "key-of-the-new-sessions-52c81e04",
  OLD_SESSION_SECRET: "secret-of-the-old-sessions",
  OLD_KEY: "key-of-the-old-sessions",
  IRON_PASSWORD: "password-of-the-old-sessions-0123",
};
const before = { ...process.env };
beforeAll(() => Object.assign(process.env, SECRETS));
afterAll(() => {
  process.env = before;
});

/** What every old application does; `session` is the other library's. */
function oldApplication(session: RequestHandler): Express {
  const app = express();
  app.use(session);
  app.use(connectFlash());
  app.get("/login", (req, res) => {
    (req.session as { username?: string }).username = "alice";
    req.flash("info", "Welcome");
    res.end();
  });
  return app;
}

/** The page's application, with pages to look at. */
function withPages(app: Express): Express {
  app.get("/me", (req, res) => {
    res.json({ username: req.session.get("username", null), permanent: req.session.permanent });
  });
  app.get("/messages", (req, res) => {
    res.json(req.session.getFlashedMessages({ withCategories: true }));
  });
  app.get("/logout", (req, res) => {
    req.session.clear();
    res.end();
  });
  return app;
}

/** One browser that knows both applications. */
async function browserOf(old: Express, now: Express) {
  const servers = await Promise.all([listen(old), listen(withPages(now))]);
  onTestFinished(async () => {
    await Promise.all(servers.map((server) => server.close()));
  });
  const [first, second] = servers;
  const client = createClient(second.url);
  const former = createClient(first.url, { jar: client.jar });
  const names = async () =>
    (await client.jar.getCookieString(second.url))
      .split("; ")
      .filter(Boolean)
      .map((pair) => pair.split("=", 1)[0])
      .sort();
  const me = async () => (await client.fetch("/me")).json();
  return { client, former, names, me };
}

const ALICE = { username: "alice", permanent: true };
const NOBODY = { username: null, permanent: false };

interface Recipe {
  app: Express;
  store: MemoryStore;
}

async function fromExpressSession() {
  const { app, store } = await run<Recipe>(
    codeUnder("docs/from/express-session.md", HEADING),
    "app",
    "store",
  );
  const options = { store, secret: SECRETS.OLD_SESSION_SECRET, resave: false };
  const old = oldApplication(expressSession({ ...options, saveUninitialized: false }));
  const stored = () =>
    new Promise<number>((resolve, reject) =>
      store.all((error, all) => (error ? reject(error) : resolve(Object.keys(all).length))),
    );
  return { ...(await browserOf(old, app)), stored };
}

describe("express-session", () => {
  test("a visitor is carried over once, and the old session is gone in the same answer", async () => {
    const { client, former, names, me, stored } = await fromExpressSession();
    await former.fetch("/login");
    expect(await names()).toEqual(["connect.sid"]);
    expect(await stored()).toBe(1);
    const first = await client.fetch("/me");
    expect(await first.json()).toEqual(ALICE);
    expect(
      first.headers
        .getSetCookie()
        .map((line) => line.split("=", 1)[0])
        .sort(),
    ).toEqual(["connect.sid", "session"]);
    expect(await names()).toEqual(["session"]);
    expect(await stored()).toBe(0);
    expect(await me()).toEqual(ALICE);
  });

  test("what connect-flash left is shown once", async () => {
    const { client, former } = await fromExpressSession();
    await former.fetch("/login");
    expect(await (await client.fetch("/messages")).json()).toEqual([["info", "Welcome"]]);
    expect(await (await client.fetch("/messages")).json()).toEqual([]);
  });

  test("a logout stays a logout, with the old cookie put back too", async () => {
    const { client, former, me, names } = await fromExpressSession();
    await former.fetch("/login");
    const copy = await client.jar.getCookieString(former.url);
    await me();
    await client.fetch("/logout");
    expect(await names()).toEqual([]);
    expect(await me()).toEqual(NOBODY);
    const again = await client.fetch("/me", { headers: { cookie: copy } });
    expect(await again.json()).toEqual(NOBODY);
  });

  test("a visitor who is known by dewar is not overwritten, and an old cookie that is forged counts for nothing", async () => {
    const { client, former, me, names, stored } = await fromExpressSession();
    await former.fetch("/login");
    await me();
    await former.fetch("/login");
    expect(await stored()).toBe(1);
    expect(await me()).toEqual(ALICE);
    expect([await names(), await stored()]).toEqual([["session"], 0]);
    const forged = createClient(client.url);
    const answer = await forged.fetch("/me", { headers: { cookie: "connect.sid=s%3Aabc.def" } });
    expect(await answer.json()).toEqual(NOBODY);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });
});

const STATELESS: [string, () => Promise<[old: Express, now: Express]>, string[], string][] = [
  [
    "cookie-session",
    async () => {
      const { app } = await run<Recipe>(codeUnder("docs/from/cookie-session.md", HEADING), "app");
      const old = oldApplication(cookieSession({ keys: [SECRETS.OLD_KEY] }));
      return [old, app];
    },
    ["session", "session.sig"],
    "visitor",
  ],
  [
    "iron-session",
    async () => {
      const { app } = await run<Recipe>(codeUnder("docs/from/iron-session.md", HEADING), "app");
      const options = {
        cookieName: "iron",
        password: SECRETS.IRON_PASSWORD,
        cookieOptions: { secure: false },
      };
      const old = express().get("/login", async (req, res) => {
        const session = await getIronSession<{ username?: string }>(req, res, options);
        session.username = "alice";
        await session.save();
        res.end();
      });
      return [old, app];
    },
    ["iron"],
    "session",
  ],
];

describe.each(STATELESS)("%s", (_, applications, theirs, ours) => {
  test("a visitor is carried over once, and the old cookies are gone in the same answer", async () => {
    const { client, former, names, me } = await browserOf(...(await applications()));
    await former.fetch("/login");
    expect(await names()).toEqual(theirs);
    const first = await client.fetch("/me");
    expect(await first.json()).toEqual(ALICE);
    expect(
      first.headers
        .getSetCookie()
        .map((line) => line.split("=", 1)[0])
        .sort(),
    ).toEqual([...theirs, ours].sort());
    expect(await names()).toEqual([ours]);
    expect(await me()).toEqual(ALICE);
  });

  test("a logout stays a logout", async () => {
    const { client, former, names, me } = await browserOf(...(await applications()));
    await former.fetch("/login");
    await me();
    await client.fetch("/logout");
    expect(await names()).toEqual([]);
    expect(await me()).toEqual(NOBODY);
  });

  test("an old cookie that is forged counts for nothing", async () => {
    const { client } = await browserOf(...(await applications()));
    const cookie = theirs.map((name) => `${name}=eyJ1c2VybmFtZSI6ImFsaWNlIn0=`).join("; ");
    const answer = await client.fetch("/me", { headers: { cookie } });
    expect(await answer.json()).toEqual(NOBODY);
  });
});
