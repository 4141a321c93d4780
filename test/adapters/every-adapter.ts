// One small application on every adapter that needs no build: a page is a function of the place where
// the application finds its session.
import type { Session, SessionInterface, SessionOptions } from "dewar";
import { session as onElysia } from "dewar/elysia";
import { session as onExpress } from "dewar/express";
import { session as onFastify } from "dewar/fastify";
import { session as onFetch } from "dewar/fetch";
import { session as onH3 } from "dewar/h3";
import { session as onHono, type SessionVariables } from "dewar/hono";
import { session as onKoa } from "dewar/koa";
import { session as onNode } from "dewar/node";
import { Elysia } from "elysia";
import express, { type ErrorRequestHandler } from "express";
import express4 from "express4";
import fastify from "fastify";
import fastify4 from "fastify4";
import { H3, toNodeHandler } from "h3";
import { type Context, Hono } from "hono";
import { Hono as Hono3 } from "hono3";
import Koa from "koa";
import Koa2 from "koa2";
import { listening } from "../contracts/fastify-application.ts";
import { listen } from "../contracts/node-server.ts";
import type { Started } from "../contracts/run-contract.ts";
import { serveWeb } from "../contracts/web-server.ts";

/** What carries the session: `req`, `ctx`, `event.context`, `c.get` and `c.set`. */
export interface Place {
  session: Session;
}

export type Source = SessionOptions | SessionInterface;
/** Gives the body of the answer; what it throws is the framework's to answer. */
export type Page = (place: Place) => string | Promise<string>;
type Start = (source: Source, page: Page) => Promise<Started>;

const FAILED = "Internal Server Error";

const onAnExpress =
  (create: typeof express): Start =>
  (source, page) => {
    const app = create().set("env", "test");
    app.use(onExpress(source), (req, res, next) => {
      // Express 4 does not wait for promises.
      new Promise<string>((resolve) => resolve(page(req))).then((body) => res.send(body), next);
    });
    app.use(((_error, _req, res, _next) => {
      res.status(500).send(FAILED);
    }) satisfies ErrorRequestHandler);
    return listen(app);
  };

const onAKoa =
  (Application: typeof Koa): Start =>
  (source, page) => {
    const app = new Application();
    app.silent = true;
    app.use(onKoa(source)).use(async (ctx) => {
      ctx.body = await page(ctx);
    });
    return listen(app.callback());
  };

const onAFastify =
  (create: typeof fastify): Start =>
  (source, page) => {
    const app = create();
    app.register(
      onFastify,
      "openSession" in source ? { sessionInterface: source } : (source as SessionOptions),
    );
    app.get("/", async (request) => page(request));
    return listening(app);
  };

function placeOf(c: Context<{ Variables: SessionVariables }>): Place {
  return {
    get session() {
      return c.get("session");
    },
    set session(value) {
      c.set("session", value);
    },
  };
}

const onAHono =
  (Application: typeof Hono): Start =>
  (source, page) => {
    const app = new Application<{ Variables: SessionVariables }>();
    app.onError((_error, c) => c.text(FAILED, 500));
    app.use("*", onHono(source)).get("/", async (c) => c.text(await page(placeOf(c))));
    return serveWeb(app.fetch, false);
  };

const onAnH3: Start = (source, page) => {
  const app = new H3({ silent: true });
  app.use(onH3(source)).get("/", (event) => page(event.context));
  return listen(toNodeHandler(app));
};

const onAnElysia: Start = (source, page) =>
  serveWeb(new Elysia().use(onElysia(source)).get("/", (context) => page(context)).fetch, false);

const onPlainNode: Start = (source, page) =>
  listen(
    onNode(source)((req, res) => {
      new Promise<string>((resolve) => resolve(page(req))).then(
        (body) => res.end(body),
        () => res.writeHead(500).end(FAILED),
      );
    }),
  );

const onPlainFetch: Start = (source, page) =>
  serveWeb(
    onFetch(source, { onError: () => new Response(FAILED, { status: 500 }) })(
      async (_request, session) => new Response(await page({ session })),
    ),
    false,
  );

/** Starts an application whose only page is at "/", on each adapter. */
export const EVERY_ADAPTER: Readonly<Record<string, Start>> = {
  "Express 5": onAnExpress(express),
  "Express 4": onAnExpress(express4),
  "Koa 3": onAKoa(Koa),
  "Koa 2": onAKoa(Koa2),
  "Fastify 5": onAFastify(fastify),
  "Fastify 4": onAFastify(fastify4 as unknown as typeof fastify),
  "Hono 4": onAHono(Hono),
  "Hono 3": onAHono(Hono3 as unknown as typeof Hono),
  h3: onAnH3,
  Elysia: onAnElysia,
  "node:http": onPlainNode,
  fetch: onPlainFetch,
};
