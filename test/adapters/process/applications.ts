// One application on each of Node's frameworks: a path says what goes into the session, the query
// how it is answered.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createServer2 } from "node:http2";
import compression from "compression";
import connect from "connect";
import { session as expressSession } from "dewar/express";
import { session as fastifySession } from "dewar/fastify";
import { session as koaSession } from "dewar/koa";
import { session as nodeSession } from "dewar/node";
import express from "express";
import express4 from "express4";
import fastify from "fastify";
import Koa from "koa";
import polka from "polka";
import { WAYS } from "./ways.ts";

type Report = (line: string) => void;
type Visit = IncomingMessage & { session: object };

const TOO_LARGE = Array.from({ length: 9000 }, () => Math.random().toString(36)[2]).join("");

/** Puts into the session what the path asks for, and answers in the way of the query. */
export function visit(session: object, url: string, res: ServerResponse): unknown {
  const { pathname, search } = new URL(url, "http://test");
  const data = session as Record<string, unknown>;
  if (pathname === "/too-large") data["text"] = TOO_LARGE;
  else if (pathname === "/unserialisable") data["callback"] = () => {};
  else data["name"] = "alice";
  const answer = WAYS[decodeURIComponent(search.slice(1))];
  if (answer === undefined) throw new TypeError(`expected a way to answer, got ${search}.`);
  return answer(res);
}

/** The options of the sessions; a report is the error's code and whether it came with the request. */
const optionsWith = (report: Report) => ({
  secretKey: "key-of-the-processes-5b1f77e0",
  onError: (error: unknown, request: { method?: string }) =>
    report(`${(error as { code?: string }).code} ${request.method}`),
  // What a visitor says becomes part of the cookie, which is how it can be nonsense.
  cookie: (request: { headers: { host?: string } }) => {
    const host = request.headers.host ?? "";
    return host.startsWith("hostile") ? { domain: "a_b.example" } : {};
  },
});

const middleware = (report: Report) => expressSession(optionsWith(report) as never);
const compressed = compression({ threshold: 0 }) as never;
const handle = (req: unknown, res: unknown) =>
  visit((req as Visit).session, (req as Visit).url ?? "", res as ServerResponse);

export const APPLICATIONS: Readonly<Record<string, (report: Report) => Server | Promise<Server>>> =
  {
    "node:http": (report) => createServer(nodeSession(optionsWith(report) as never)(handle)),

    "HTTP/2": (report) =>
      createServer2(nodeSession(optionsWith(report) as never)(handle) as never) as never,

    "Express 5": (report) =>
      createServer(
        express()
          .set("env", "test")
          .use(middleware(report), handle as never),
      ),

    "Express 4": (report) =>
      createServer(
        express4()
          .set("env", "test")
          .use(middleware(report), handle as never) as never,
      ),

    "Express behind compression": (report) =>
      createServer(
        express()
          .set("env", "test")
          .use(compressed, middleware(report) as never, handle as never),
      ),

    "Express before compression": (report) =>
      createServer(
        express()
          .set("env", "test")
          .use(middleware(report) as never, compressed, handle as never),
      ),

    connect: (report) =>
      createServer(
        connect()
          .use(middleware(report) as never)
          .use(handle),
      ),

    polka: (report) => {
      const app = polka()
        .use(middleware(report) as never)
        .use(handle as never);
      return createServer(app.handler as never);
    },

    "Koa without its answer": (report) => {
      const app = new Koa();
      app.silent = true;
      app.use(koaSession(optionsWith(report) as never)).use((ctx) => {
        ctx.respond = false;
        ctx.res.statusCode = 200;
        visit(ctx.session, ctx.url, ctx.res);
      });
      return createServer(app.callback());
    },

    "Fastify, hijacked": async (report) => {
      const app = fastify();
      app.register(fastifySession, optionsWith(report) as never);
      app.get("/*", (request, reply) => {
        reply.hijack();
        visit(request.session, request.url, reply.raw);
      });
      await app.ready();
      return app.server;
    },
  };
