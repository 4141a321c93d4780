// dewar next to the session package that an application is moving away from: both sessions are set and
// read in one request, each from its own cookie.
import fastifyCookie from "@fastify/cookie";
import fastifySession from "@fastify/session";
import cookieSession from "cookie-session";
import { session, sessionOf } from "dewar/express/undeclared";
import { session as fastifyDewar, sessionOf as ofFastify } from "dewar/fastify/undeclared";
import { session as koaDewar, sessionOf as ofKoa } from "dewar/koa";
import { session as nodeDewar, sessionOf as ofNode } from "dewar/node";
import { type Client, createClient } from "dewar/testing";
import express, { type RequestHandler } from "express";
import expressSession from "express-session";
import fastify from "fastify";
import Koa from "koa";
import { expect, onTestFinished, test } from "vitest";
import { OPTIONS, serve } from "../serve.ts";

const FLASK = { ...OPTIONS, cookie: { name: "flask" } };
const PROPERTY = { property: "flask" };
const OLD_KEY = "key-of-the-old-package-0123456789abcdef";

/** Whatever the package calls it, its session is an object of the request. */
const oldOf = (request: object) => (request as { session: Record<string, unknown> }).session;

async function visits(client: Client, path = "/"): Promise<unknown> {
  return (await client.fetch(path)).json();
}

async function bothCount(client: Client, oldCookie: string): Promise<void> {
  expect(await visits(client)).toEqual({ old: 1, flask: 1 });
  expect(await visits(client)).toEqual({ old: 2, flask: 2 });
  const names = (await client.jar.getCookieString(client.url))
    .split("; ")
    .map((pair) => pair.split("=", 1)[0]);
  expect(names).toContain(oldCookie);
  expect(names).toContain("flask");
  // A logout of the new session leaves the old one, and the other way round.
  expect(await visits(client, "/logout")).toEqual({ old: 2 });
  expect(await visits(client)).toEqual({ old: 3, flask: 1 });
}

test.each<[string, string, RequestHandler]>([
  [
    "express-session",
    "connect.sid",
    expressSession({ secret: OLD_KEY, resave: false, saveUninitialized: false }),
  ],
  ["cookie-session", "old", cookieSession({ name: "old", keys: [OLD_KEY] })],
])("%s, set up first", async (_name, cookie, old) => {
  const app = express();
  app.use(old, session(FLASK, PROPERTY));
  app.get("/", (req, res) => {
    const flask = sessionOf<{ visits: number }>(req, "flask");
    oldOf(req)["visits"] = Number(oldOf(req)["visits"] ?? 0) + 1;
    flask.visits = flask.get("visits", 0) + 1;
    res.json({ old: oldOf(req)["visits"], flask: flask.visits });
  });
  app.get("/logout", (req, res) => {
    sessionOf(req, "flask").clear();
    res.json({ old: oldOf(req)["visits"], flask: sessionOf(req, "flask").get("visits") });
  });
  await bothCount(await serve(app), cookie);
});

test("@fastify/session", async () => {
  const app = fastify();
  app.register(fastifyCookie);
  app.register(fastifySession, { secret: OLD_KEY, cookie: { secure: false } });
  app.register(fastifyDewar, { ...FLASK, ...PROPERTY });
  app.get("/", async (request) => {
    const flask = ofFastify<{ visits: number }>(request, "flask");
    oldOf(request)["visits"] = Number(oldOf(request)["visits"] ?? 0) + 1;
    flask.visits = flask.get("visits", 0) + 1;
    return { old: oldOf(request)["visits"], flask: flask.visits };
  });
  app.get("/logout", async (request) => {
    ofFastify(request, "flask").clear();
    return { old: oldOf(request)["visits"], flask: ofFastify(request, "flask").get("visits") };
  });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  onTestFinished(() => app.close());
  await bothCount(createClient(url), "sessionId");
});

test("sessionOf gives the very session that the request has, also after regenerate()", async () => {
  const client = await serve(
    express()
      .use(session(OPTIONS))
      .get("/", (req, res) => {
        const before = sessionOf(req);
        const isTheSame = before === (oldOf(req) as object);
        before.regenerate(() => {
          const after = sessionOf(req);
          res.json([isTheSame, after === (oldOf(req) as object), after !== before]);
        });
      }),
  );
  expect(await visits(client)).toEqual([true, true, true]);
});

test("of Koa's context, and of Node's request", async () => {
  const koa = new Koa().use(koaDewar(FLASK, PROPERTY)).use((ctx) => {
    ofKoa(ctx, "flask").set("user", "alice");
    ctx.body = [ofKoa(ctx, "flask") === (ctx as unknown as { flask: object }).flask];
  });
  expect(await visits(await serve(koa.callback()))).toEqual([true]);
  const node = nodeDewar(FLASK, { property: "flask" })((req, res) => {
    res.end(JSON.stringify([ofNode(req, "flask") === req.flask]));
  });
  expect(await visits(await serve(node))).toEqual([true]);
});

test("sessionOf throws where there is none of this name", () => {
  expect(() => sessionOf({}, "flask")).toThrow(
    'sessionOf() expected a request with a dewar session called "flask", got one without. Put ' +
      'session(options, { property: "flask" }) before the code that asks for it, and pass the object that ' +
      "your framework gives to handlers.",
  );
  expect(() => sessionOf({ session: {} })).toThrow(
    expect.objectContaining({ name: "NoSessionError", code: "ERR_SESSION_NOT_ON_REQUEST" }),
  );
});
