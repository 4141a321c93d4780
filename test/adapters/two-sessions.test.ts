// An application with two sessions, of which one cannot be saved: the error page has the other, once,
// and is private whatever it says itself. The application's error page may use both.
import { SecureCookieSessionInterface, type Session } from "dewar";
import { session as onExpress } from "dewar/express";
import { session as onFastify } from "dewar/fastify";
import { session as onHono } from "dewar/hono";
import { session as onKoa } from "dewar/koa";
import { readCookie } from "dewar/testing";
import express, { type ErrorRequestHandler } from "express";
import fastify from "fastify";
import { Hono } from "hono";
import Koa from "koa";
import { describe, expect, onTestFinished, test } from "vitest";
import { listening } from "../contracts/fastify-application.ts";
import { listen } from "../contracts/node-server.ts";
import type { Started } from "../contracts/run-contract.ts";
import { serveWeb } from "../contracts/web-server.ts";
import { OPTIONS } from "./serve.ts";

const ADMIN = { ...OPTIONS, cookie: { name: "admin" } };
const PROPERTY = { property: "admin" as const };
const PUBLIC = { "cache-control": "public, max-age=60" };

type Both = { session: Session; admin: Session };
/** What a handler does to the two sessions, and its error page. */
type Start = (act: (both: Both) => void, page: (both: Both) => string) => Promise<Started>;

const APPLICATIONS: Readonly<Record<string, Start>> = {
  Express(act, page) {
    const app = express().set("env", "test");
    app.use(onExpress(OPTIONS), onExpress(ADMIN, PROPERTY), (req, res) => {
      act(req as unknown as Both);
      res.set(PUBLIC).send("good");
    });
    app.use(((_error, req, res, _next) => {
      res
        .status(500)
        .set(PUBLIC)
        .send(page(req as unknown as Both));
    }) satisfies ErrorRequestHandler);
    return listen(app);
  },
  Koa(act, page) {
    const app = new Koa();
    app.silent = true;
    app.use(async (ctx, next) => {
      try {
        await next();
      } catch {
        ctx.status = 500;
        ctx.set(PUBLIC);
        ctx.body = page(ctx as unknown as Both);
      }
    });
    app.use(onKoa(OPTIONS)).use(onKoa(ADMIN, PROPERTY));
    app.use((ctx) => {
      act(ctx as unknown as Both);
      ctx.set(PUBLIC);
      ctx.body = "good";
    });
    return listen(app.callback());
  },
  Fastify(act, page) {
    const app = fastify();
    app.register(onFastify, OPTIONS);
    app.register(onFastify, { ...ADMIN, ...PROPERTY });
    app.setErrorHandler((_error, request, reply) => {
      reply
        .status(500)
        .headers(PUBLIC)
        .send(page(request as unknown as Both));
    });
    app.get("/", (request, reply) => {
      act(request as unknown as Both);
      return reply.headers(PUBLIC).send("good");
    });
    return listening(app);
  },
  Hono(act, page) {
    const app = new Hono<{ Variables: Both }>();
    app.onError((_error, c) => c.text(page(c.var), 500, PUBLIC));
    app.use(onHono(OPTIONS)).use(onHono(ADMIN, PROPERTY));
    app.get("/", (c) => {
      act(c.var);
      return c.text("good", 200, PUBLIC);
    });
    return serveWeb(app.fetch, false);
  },
};

const sessions = new SecureCookieSessionInterface(OPTIONS);
const admins = new SecureCookieSessionInterface(ADMIN);
const unsavable = (session: Session) => {
  session["callback"] = () => {};
};

describe.each(Object.entries(APPLICATIONS))("%s", (_name, start) => {
  async function visit(...application: Parameters<Start>) {
    const server = await start(...application);
    onTestFinished(() => server.close());
    const response = await fetch(server.url);
    const { headers, status } = response;
    const saved = headers
      .getSetCookie()
      .map((line) => ({ ...readCookie(line.startsWith("admin=") ? admins : sessions, line) }));
    const private_ = headers.get("cache-control")?.split(", ").includes("private");
    return { status, body: await response.text(), saved, isPrivate: private_ };
  }

  test("the error page has the cookie of the one that can be saved", async () => {
    const page = () => "sorry";
    const failed = { status: 500, body: "sorry", isPrivate: true };
    expect(
      await visit(({ session, admin }) => {
        session["username"] = "alice";
        unsavable(admin);
      }, page),
    ).toEqual({ ...failed, saved: [{ username: "alice" }] });
    expect(
      await visit(({ session, admin }) => {
        unsavable(session);
        admin["username"] = "root";
      }, page),
    ).toEqual({ ...failed, saved: [{ username: "root" }] });
  });

  test("the error page can clear the one and change the other, and both are saved", async () => {
    const { saved, ...page } = await visit(
      ({ session, admin }) => {
        session["username"] = "alice";
        unsavable(admin);
      },
      ({ session, admin }) => {
        session["seen"] = true;
        admin.clear();
        admin["failed"] = true;
        return "cleared";
      },
    );
    expect(page).toEqual({ status: 500, body: "cleared", isPrivate: true });
    expect(saved).toHaveLength(2);
    expect(saved).toEqual(
      expect.arrayContaining([{ username: "alice", seen: true }, { failed: true }]),
    );
  });
});
