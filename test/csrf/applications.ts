// One application in each framework, whose form a protection guards. Its handler reads the form once
// more, so a check that used it up would show.

import type { IncomingMessage } from "node:http";
import type { Readable, Writable } from "node:stream";
import formbody from "@fastify/formbody";
import bodyparser from "@koa/bodyparser";
import busboy from "busboy";
import type { CsrfHelpers, Protection } from "dewar/csrf";
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
import fastify, { type FastifyInstance } from "fastify";
import fastify4 from "fastify4";
import { H3 } from "h3";
import { Hono } from "hono";
import { Hono as Hono3 } from "hono3";
import Koa from "koa";
import Koa2 from "koa2";
import multer from "multer";
import { listening } from "../contracts/fastify-application.ts";
import { listen } from "../contracts/node-server.ts";
import type { Started } from "../contracts/run-contract.ts";
import { serveWeb } from "../contracts/web-server.ts";
import { SECRET } from "./secret.ts";

const sessions = { secretKey: SECRET };

/** What a protection has to do with: a page with a token, a form, and a path that is left alone. */
export type Application = (protection: Protection) => Promise<Started>;

const token = (helpers: object): string => (helpers as Partial<CsrfHelpers>).csrf_token?.() ?? "";
const title = (form: unknown): string =>
  form instanceof FormData
    ? String(form.get("title"))
    : String((form as { title?: unknown } | undefined)?.title);

const expressApplication =
  (create: typeof express): Application =>
  (protection) => {
    const app = create();
    app.set("trust proxy", "loopback");
    app.use(onExpress(sessions));
    app.use(
      express.urlencoded({ extended: true }),
      express.json(),
      multer({ storage: multer.memoryStorage() }).any(),
    );
    app.use(protection.express);
    app.get("/form", (_req, res) => void res.send(token(res.locals)));
    app.all("/form", (req, res) => void res.send(title(req.body)));
    app.all("/exempt", (_req, res) => void res.send("exempt"));
    app.use(((error: Error & { status?: number }, _req, res, _next) => {
      res.status(error.status ?? 500).send(error.message);
    }) as ErrorRequestHandler);
    return listen(app);
  };

const koaApplication =
  (Application: typeof Koa): Application =>
  (protection) => {
    const app = new Application();
    app.proxy = true;
    app.silent = true;
    app.use(onKoa(sessions));
    app.use(bodyparser({ parsedMethods: ["POST", "PUT", "PATCH", "DELETE"] }));
    app.use(async (ctx, next) => {
      if (ctx.is("multipart")) Object.assign(ctx.request, { body: await parts(ctx.req) });
      await next();
    });
    app.use(protection.koa);
    app.use((ctx) => {
      if (ctx.path === "/exempt") ctx.body = "exempt";
      else if (ctx.method === "GET") ctx.body = token(ctx.state);
      else ctx.body = title((ctx.request as { body?: unknown }).body);
    });
    return listen(app.callback());
  };

/** The fields of a multipart form. Koa's parsers, too, put them into `ctx.request.body`. */
function parts(request: IncomingMessage): Promise<Record<string, string>> {
  const fields: Record<string, string> = {};
  return new Promise((resolve, reject) => {
    const form = busboy({ headers: request.headers }) as unknown as Writable;
    form.on("field", (name: string, value: string) => {
      fields[name] ??= value;
    });
    form.on("file", (_name: string, file: Readable) => file.resume());
    request.pipe(form.on("close", () => resolve(fields)).on("error", reject));
  });
}

const fastifyApplication =
  (create: (options: { trustProxy: boolean }) => FastifyInstance, isNewest: boolean): Application =>
  (protection) => {
    const app = create({ trustProxy: true });
    // @fastify/formbody is for Fastify 5.
    if (isNewest) app.register(formbody);
    else
      app.addContentTypeParser(
        "application/x-www-form-urlencoded",
        { parseAs: "string" },
        (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(`${body}`))),
      );
    app.addContentTypeParser("multipart/form-data", (_request: unknown, payload: IncomingMessage) =>
      parts(payload),
    );
    app.register(onFastify, sessions);
    app.addHook("preValidation", protection.fastify);
    app.get("/form", async (_request, reply) =>
      token((reply as unknown as { locals: object }).locals),
    );
    app.route({
      method: ["POST", "PUT", "PATCH", "DELETE"],
      url: "/form",
      handler: async (request) => title(request.body),
    });
    app.post("/exempt", async () => "exempt");
    app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
      reply.status(error.statusCode ?? 500).send(error.message);
    });
    return listening(app);
  };

const nodeApplication: Application = (protection) =>
  listen(
    onNode(sessions)(
      protection.node((req, res) => {
        const { generateCsrf } = protection as { generateCsrf?: (session: object) => string };
        const { session, method, url } = req as typeof req & { session: object; url: string };
        if (url === "/exempt") res.end("exempt");
        else if (method === "GET") res.end(generateCsrf?.(session));
        else res.end("undefined"); // Nobody has parsed a form.
      }),
    ),
  );

const honoApplication =
  (Application: typeof Hono): Application =>
  (protection) => {
    const app = new Application<{ Variables: SessionVariables & CsrfHelpers }>();
    app.onError((error, c) =>
      c.text(error.message, ((error as { status?: number }).status ?? 500) as 500),
    );
    app.use("*", onHono(sessions));
    app.use("*", protection.hono);
    app.get("/form", (c) => c.text(token(c.var)));
    app.all("/form", async (c) => c.text(title(await c.req.parseBody())));
    app.all("/exempt", (c) => c.text("exempt"));
    return serveWeb((request) => app.fetch(request), false);
  };

const h3Application: Application = (protection) => {
  const app = new H3({ silent: true });
  app.use(onH3(sessions));
  app.use(protection.h3);
  app.get("/form", ({ context }) => token(context));
  app.all("/form", async ({ req }) => title(await req.formData().catch(() => undefined)));
  app.all("/exempt", () => "exempt");
  return serveWeb((request) => app.fetch(request), false);
};

const elysiaApplication: Application = (protection) => {
  const app = new Elysia()
    .use(onElysia(sessions))
    .onBeforeHandle(protection.elysia)
    .get("/form", (context) => token(context))
    .all("/form", ({ body }) => title(body))
    .all("/exempt", () => "exempt");
  return serveWeb((request) => app.handle(request), false);
};

const fetchApplication: Application = (protection) => {
  const handler = onFetch(sessions)(
    protection.fetch(async (request: Request, session: object) => {
      const { generateCsrf } = protection as { generateCsrf?: (session: object) => string };
      if (new URL(request.url).pathname === "/exempt") return new Response("exempt");
      if (request.method === "GET") return new Response(generateCsrf?.(session));
      return new Response(title(await request.formData().catch(() => undefined)));
    }),
  );
  return serveWeb((request) => handler(request), false);
};

/** The applications, and whether their framework parses forms. */
export const APPLICATIONS: readonly [name: string, start: Application, parsesForms: boolean][] = [
  ["Express 5", expressApplication(express), true],
  ["Express 4", expressApplication(express4 as unknown as typeof express), true],
  ["Koa 3", koaApplication(Koa), true],
  ["Koa 2", koaApplication(Koa2 as unknown as typeof Koa), true],
  ["Fastify 5", fastifyApplication(fastify, true), true],
  ["Fastify 4", fastifyApplication(fastify4 as unknown as typeof fastify, false), true],
  ["node:http", nodeApplication, false],
  ["Hono 4", honoApplication(Hono), true],
  ["Hono 3", honoApplication(Hono3 as unknown as typeof Hono), true],
  ["h3", h3Application, true],
  ["Elysia", elysiaApplication, true],
  ["fetch", fetchApplication, true],
];
