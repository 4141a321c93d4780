// A promise where nobody can wait, in openSession and commit, is refused by name, on the first request,
// with an error page, and the process goes on. What may wait is `load` and `persist`.
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { type RequestInfo, Session, SessionInterface } from "dewar";
import { session as onExpress } from "dewar/express";
import { session as onFastify } from "dewar/fastify";
import { session as onFetch } from "dewar/fetch";
import { session as onH3 } from "dewar/h3";
import { session as onHono } from "dewar/hono";
import { session as onKoa } from "dewar/koa";
import { session as onNode } from "dewar/node";
import express from "express";
import fastify from "fastify";
import { H3, toNodeHandler } from "h3";
import { Hono } from "hono";
import Koa from "koa";
import { expect, onTestFinished, test } from "vitest";

/** What somebody writes who has Redis at hand; TypeScript refuses it, JavaScript does not. */
class Waiting extends SessionInterface {
  readonly told: string[] = [];
  readonly #waits: "openSession" | "commit";
  constructor(waits: "openSession" | "commit") {
    super();
    this.#waits = waits;
  }
  openSession(_header: string | null | undefined, info?: RequestInfo): Session {
    const session = new Session({}, info);
    return this.#waits === "openSession" ? (Promise.resolve(session) as never) : session;
  }
  // `never` fits in place of what TypeScript wants.
  commit(): never {
    const commit = { cookies: [], vary: true };
    const answer = this.#waits === "commit" ? Promise.reject(new Error("it is down")) : commit;
    return answer as never;
  }
  override reportError(error: unknown): void {
    this.told.push(`${error}`);
  }
}

// Otherwise the listener replaces the process' Response, which h3 uses as well.
const OWN_GLOBALS = { overrideGlobalObjects: false };
const read = (session: Session): string => `${session.get("a", 1)}`;
const adapters: Record<
  string,
  (sessions: SessionInterface) => Promise<RequestListener> | RequestListener
> = {
  Express: (sessions) => {
    const app = express();
    app.set("env", "test"); // Express prints errors otherwise.
    return app.use(onExpress(sessions)).use((req, res) => void res.send(read(req.session)));
  },
  Koa: (sessions) => {
    const app = new Koa();
    app.silent = true;
    app.use(onKoa(sessions));
    app.use((ctx) => {
      ctx.body = read(ctx.session);
    });
    return app.callback();
  },
  Fastify: async (sessions) => {
    const app = fastify();
    app.register(onFastify, { sessionInterface: sessions });
    app.get("/", (request) => read(request.session));
    await app.ready();
    return app.routing;
  },
  Hono: (sessions) => {
    const app = new Hono<{ Variables: { session: Session } }>();
    app.use(onHono(sessions));
    app.get("/", (c) => c.text(read(c.get("session"))));
    app.onError((_error, c) => c.text("error", 500));
    return getRequestListener(app.fetch, OWN_GLOBALS);
  },
  h3: (sessions) => {
    const app = new H3({ silent: true });
    app.use(onH3(sessions));
    app.get("/", (event) => read(event.context.session));
    return toNodeHandler(app) as RequestListener;
  },
  fetch: (sessions) => {
    const onError = () => new Response("error", { status: 500 });
    const handle = onFetch(sessions, { onError });
    const answer = handle((_request, session) => new Response(read(session)));
    return getRequestListener(answer as never, OWN_GLOBALS);
  },
  "node:http": (sessions) => onNode(sessions)((req, res) => void res.end(read(req.session))),
};

const cases = Object.entries(adapters).flatMap(([name, make]) =>
  (["openSession", "commit"] as const).map((waits) => ({ name, make, waits })),
);

test.each(cases)(
  "$name refuses an interface whose $waits returns a promise",
  async ({ make, waits }) => {
    const sessions = new Waiting(waits);
    const server = createServer(await make(sessions)).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    for (const _ of [1, 2]) {
      const response = await fetch(url);
      await response.text();
      expect([response.status, response.headers.getSetCookie()]).toEqual([500, []]);
    }
    const message = new RegExp(`^TypeError: ${waits} expected .*, got a promise\\.`);
    // Twice for each request where the error page could be saved no better.
    expect(sessions.told.length).toBeGreaterThanOrEqual(2);
    for (const told of sessions.told) expect(told).toMatch(message);
  },
);
