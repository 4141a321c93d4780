// The page about logging in and out beside Flask-Login, against the real one: its code, both protections.
import { SecureCookieSessionInterface } from "dewar";
import { session } from "dewar/express";
import { type Client, createClient } from "dewar/testing";
import express, { type Request, type Response } from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listen } from "../contracts/node-server.ts";
import type { Started } from "../contracts/run-contract.ts";
import { codeUnder, run } from "../recipes/block.ts";
import { startExtensions } from "./extensions.ts";

const secretKey = "0c1d7f2e83b4c6a15e9f0b2d7d214b81";
const sessions = new SecureCookieSessionInterface({ secretKey });
const AGENT = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64)" };

interface Page {
  loginUser(req: Request, id: string, remember?: boolean): void;
  logoutUser(req: Request, res: Response): void;
  fingerprint(req: Request): string;
}

let flask: Started;
let node: Started;
/** One browser, at each application. */
let ours: Client;
let theirs: Client;

beforeAll(async () => {
  flask = await startExtensions(secretKey);
  const { loginUser, logoutUser, fingerprint } = await run<Page>(
    codeUnder("docs/sharing.md", "Logging in and out beside Flask-Login"),
    "fingerprint",
  );
  const app = express().use(session(sessions));
  app.post("/login", (req, res) => {
    loginUser(req, "42", "remember" in req.query);
    if ("permanent" in req.query) req.session.permanent = true;
    res.end();
  });
  app.post("/login-without-id", (req, res) => {
    req.session.update({ _user_id: "42", _fresh: true });
    if ("permanent" in req.query) req.session.permanent = true;
    res.end();
  });
  app.post("/logout", (req, res) => {
    logoutUser(req, res);
    res.end();
  });
  app.post("/clear", (req, res) => {
    req.session.clear();
    res.end();
  });
  app.get("/me", (req, res) => {
    const { _user_id: id = null, _fresh: fresh = false } = Object.fromEntries(req.session);
    res.json({ id, fresh });
  });
  app.get("/fingerprint", (req, res) => {
    res.json({ id: fingerprint(req) });
  });
  node = await listen(app);
});
afterAll(() => Promise.all([flask.close(), node.close()]));
beforeEach(() => {
  ours = createClient(node.url);
  theirs = createClient(flask.url, { jar: ours.jar });
});

const post = (client: Client, path: string) =>
  client.fetch(path, { method: "POST", headers: AGENT });
const get = async (client: Client, path: string, headers: Record<string, string> = AGENT) =>
  (await client.fetch(path, { headers })).json() as Promise<Record<string, unknown>>;
const cookies = async (): Promise<string[]> =>
  (await ours.jar.getCookieString(node.url))
    .split("; ")
    .filter(Boolean)
    .map((pair) => pair.split("=", 1)[0] ?? "")
    .sort();

/** What the session holds, without what the Flask application itself put there. */
const left = async (): Promise<string[]> =>
  Object.keys({ ...sessions.openSession(await ours.jar.getCookieString(node.url)) }).filter(
    (key) => key !== "rate" && key !== "visits",
  );

const PROTECTIONS = [
  ["basic", "/basic"],
  ["strong", ""],
] as const;

describe.each(PROTECTIONS)("session_protection = %o", (protection, at) => {
  const me = async () => {
    const { id, fresh } = await get(theirs, `${at}/me`);
    return { id, fresh };
  };

  test("who logs in on the Node side is logged in and fresh in Flask, and stays so", async () => {
    await post(ours, "/login");
    for (let visit = 0; visit < 3; visit++) expect(await me()).toEqual({ id: "42", fresh: true });
    expect(await get(ours, "/me")).toEqual({ id: "42", fresh: true });
  });

  test("a login without _id is not fresh, and under strong thrown out", async () => {
    await post(ours, "/login-without-id");
    expect(await me()).toEqual(
      protection === "basic" ? { id: "42", fresh: false } : { id: null, fresh: undefined },
    );
    await post(ours, "/login-without-id?permanent");
    expect(await me()).toEqual({ id: "42", fresh: false });
  });

  test("the session of another browser is not fresh, and under strong thrown out", async () => {
    await post(ours, "/login");
    const { id = null, fresh } = await get(theirs, `${at}/me`, { "user-agent": "Another" });
    expect({ id, fresh }).toEqual(
      protection === "basic" ? { id: "42", fresh: false } : { id: null, fresh: undefined },
    );
  });

  test("a logout on the Node side holds, with remember_token too", async () => {
    await post(theirs, `${at}/login?remember`);
    expect(await cookies()).toEqual(["remember_token", "session"]);
    await post(ours, "/logout");
    expect(await cookies()).toEqual(["session"]);
    expect(await me()).toEqual({ id: null, fresh: undefined });
    expect(await get(ours, "/me")).toEqual({ id: null, fresh: false });
    expect(await cookies()).toEqual(["session"]);
    // Under "basic" Flask-Login marks every session without _id.
    expect(await left()).toEqual(protection === "basic" ? ["_fresh"] : []);
  });

  test("where remember_token was not deleted, the mark in the session keeps Flask from using it", async () => {
    await post(theirs, `${at}/login?remember`);
    const kept = (await ours.jar.getCookieString(node.url))
      .split("; ")
      .find((pair) => pair.startsWith("remember_token="));
    await post(ours, "/logout");
    await ours.jar.setCookie(`${kept}; Path=/`, node.url);
    expect(await me()).toEqual({ id: null, fresh: undefined });
    expect(await cookies()).toEqual(["session"]);
    expect(await me()).toEqual({ id: null, fresh: undefined });
  });

  test("session.clear() alone is no logout where remember_token is there", async () => {
    await post(theirs, `${at}/login?remember`);
    await post(ours, "/clear");
    expect(await me()).toEqual({ id: "42", fresh: false });
  });

  test("who is remembered from the Node side gets remember_token from Flask, and comes back", async () => {
    await post(ours, "/login?remember");
    expect(await cookies()).toEqual(["session"]);
    expect(await me()).toEqual({ id: "42", fresh: true });
    expect(await cookies()).toEqual(["remember_token", "session"]);
    expect((await get(ours, "/me"))["id"]).toBe("42");
    await ours.jar.setCookie("session=; Max-Age=0; Path=/", node.url);
    expect(await me()).toEqual({ id: "42", fresh: false });
  });

  test("a logout in Flask is one on the Node side", async () => {
    await post(ours, "/login");
    await post(theirs, `${at}/logout`);
    expect(await get(ours, "/me")).toEqual({ id: null, fresh: false });
  });
});

test.each([
  ["an ordinary browser", { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101" }],
  ["a proxy's header", { ...AGENT, "x-forwarded-for": " 203.0.113.7 , 10.0.0.1" }],
  ["an empty header", { ...AGENT, "x-forwarded-for": "" }],
  ["an apostrophe", { "user-agent": "it's me" }],
  ["both quotes", { "user-agent": `both ' and "` }],
  ["a backslash and a tab", { "user-agent": "a\\b\tc" }],
  ["bytes that are not ASCII", { "user-agent": "caf\u00e9 \u00c3\u00a9" }],
  ["an address of IPv6", { ...AGENT, "x-forwarded-for": "2001:db8::1" }],
] as [string, Record<string, string>][])(
  "the fingerprint of %s is Flask-Login's",
  async (_, headers) => {
    const expected = await get(theirs, "/fingerprint", headers);
    expect(expected["id"]).toMatch(/^[0-9a-f]{128}$/);
    expect(await get(ours, "/fingerprint", headers)).toEqual(expected);
  },
);
