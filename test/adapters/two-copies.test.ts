// A project has two copies of dewar: a library of the workspace has its own, or Jest loads it anew. What
// one copy made, the other's adapters take.
import type { createServer } from "node:http";
import express from "express";
import { Hono } from "hono";
import { describe, expect, test, vi } from "vitest";
import { serve } from "./serve.ts";

const secretKey = "key-of-the-adapter-tests-6e1d40";

/** The package as a process loads it when another copy is there already. */
async function copyOf() {
  vi.resetModules();
  const [dewar, adapter, hono, node, testing] = await Promise.all([
    import("dewar"),
    import("dewar/express"),
    import("dewar/hono"),
    import("dewar/node"),
    import("dewar/testing"),
  ]);
  return {
    ...dewar,
    sessionOf: adapter.sessionOf,
    express: adapter.session,
    hono: hono.session,
    node: node.session,
    testing,
  };
}
const ours = await copyOf();
const theirs = await copyOf();
const sessions = new theirs.SecureCookieSessionInterface({ secretKey });
const alice = `session=${sessions.signingSerializer.dumps({ username: "alice" })}`;
const inCookie = (line: string | undefined) =>
  Object.fromEntries(sessions.openSession(line?.split(";")[0]));

test("sessions of both copies on one request: both are saved, read, and refused", async () => {
  const text = "x".repeat(5000);
  const huge = Array.from(text, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000)));
  const named = (property: string) => ({ secretKey, cookie: { name: property } });
  const app = express()
    .set("env", "test")
    .use(ours.express(named("session")), theirs.express(named("flask"), { property: "flask" }));
  app.get("/{:which}", (req, res) => {
    const flask = ours.sessionOf(req, "flask");
    flask["visits"] = (flask["visits"] ?? 0) + 1;
    theirs.sessionOf(req)["visits"] = 1;
    if (req.params["which"] !== undefined)
      theirs.sessionOf(req, req.params["which"])["text"] = huge;
    res.send(`${flask["visits"]}`);
  });
  const client = await serve(app);
  for (const visits of ["1", "2", "3"]) {
    const response = await client.fetch("/");
    expect(await response.text()).toBe(visits);
    const names = response.headers.getSetCookie().map((line) => line.split("=")[0]);
    expect(names.sort()).toEqual(["flask", "session"]);
    for (const which of ["session", "flask"]) {
      const failed = await client.fetch(`/${which}`);
      expect(failed.status).toBe(500);
      const saved = failed.headers.getSetCookie().map((line) => line.split("=")[0]);
      expect(saved).not.toContain(which);
    }
  }
});

test("they are two copies", () => {
  expect(theirs.SecureCookieSessionInterface).not.toBe(ours.SecureCookieSessionInterface);
  expect(sessions).not.toBeInstanceOf(ours.SessionInterface);
  expect(new theirs.Session()).not.toBeInstanceOf(ours.Session);
});

describe("an interface of the other copy", () => {
  test("on Express: read, written, refused, and thrown away", async () => {
    const app = express().use(ours.express(sessions));
    app.get("/", (req, res) => void res.json([req.session.status, { ...req.session }]));
    app.get("/visit", (req, res) => {
      req.session.visits = req.session.get("visits", 0) + 1;
      req.session.flash("Hello");
      res.end();
    });
    app.get("/logout", (req, res) => {
      Object.assign(req, { session: null });
      res.end();
    });
    app.get("/late", (req, res) => {
      res.flushHeaders();
      try {
        req.session.visits = 1;
      } catch (error) {
        res.end(`${(error as { code: string }).code}`);
      }
    });
    const client = await serve(app);
    const ask = (path: string) => client.fetch(path, { headers: { cookie: alice } });
    expect(await (await ask("/")).json()).toEqual(["valid", { username: "alice" }]);
    const visited = (await ask("/visit")).headers.getSetCookie();
    expect(visited.map(inCookie)).toEqual([
      { username: "alice", visits: 1, _flashes: [["message", "Hello"]] },
    ]);
    expect((await ask("/logout")).headers.getSetCookie()).toEqual([
      "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
    ]);
    expect(await (await ask("/late")).text()).toBe("ERR_SESSION_COMMITTED");
  });

  test("on Hono and on node:http", async () => {
    const app = new Hono();
    app.use(ours.hono(sessions));
    app.get("/", (c) => {
      const session = c.get("session" as never) as Record<string, unknown>;
      session["seen"] = session["username"];
      return c.text("");
    });
    const response = await app.request("/", { headers: { cookie: alice } });
    expect(response.headers.getSetCookie().map(inCookie)).toEqual([
      { username: "alice", seen: "alice" },
    ]);
    const client = await serve(
      ours.node(sessions)((req, res) => {
        req.session.set("seen", req.session.get("username"));
        res.end();
      }),
    );
    const { headers } = await client.fetch("/", { headers: { cookie: alice } });
    expect(headers.getSetCookie().map(inCookie)).toEqual([{ username: "alice", seen: "alice" }]);
  });

  test("in a middleware of each copy there is one session", async () => {
    const app = express().use(ours.express(sessions), theirs.express({ secretKey }));
    app.get("/", (req, res) => {
      req.session.clear();
      res.end();
    });
    const permanent = `session=${sessions.signingSerializer.dumps({ _permanent: true, a: 1 })}`;
    const { headers } = await (await serve(app)).fetch("/", { headers: { cookie: permanent } });
    expect(headers.getSetCookie()).toEqual([
      "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
    ]);
  });

  test("in the tools of the other copy's tests", () => {
    expect(ours.testing.readCookie(sessions, alice)).toEqual({ username: "alice" });
    expect(inCookie(ours.testing.forgeCookie(sessions, { username: "bob" }))).toEqual({
      username: "bob",
    });
  });
});

test("what cannot be saved is reported by the copy that cannot", async () => {
  const errors: unknown[] = [];
  const reporting = new theirs.SecureCookieSessionInterface({
    secretKey,
    onError: (error) => errors.push(error),
  });
  const listener = ours.node(reporting)((req, res) => {
    req.session.set("callback", () => {});
    res.end();
  });
  const client = await serve(listener as Parameters<typeof createServer>[1] & object);
  expect((await client.fetch("/")).status).toBe(500);
  expect(errors).toEqual([expect.any(theirs.JSONEncodeError)]);
});
