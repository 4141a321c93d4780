// Both protections in each framework's own types, and what their options refuse.
import type { Session } from "dewar";
import { crossOriginProtection, csrf, generateCsrf } from "dewar/csrf";
import { session as onFetch } from "dewar/fetch";
import { session as onNode } from "dewar/node";
import type { Request as ExpressRequest, RequestHandler } from "express";
import type { FastifyInstance } from "fastify";
import type { Middleware } from "h3";
import type { Context, MiddlewareHandler } from "hono";
import type Koa from "koa";

const secretKey = process.env.SECRET_KEY;
const tokens = csrf({
  secretKey,
  secretKeyFallbacks: [process.env.OLD_KEY],
  timeLimit: { hours: 2 },
  exempt: (req: ExpressRequest) => req.path === "/webhook",
  session: (c: Context) => c.get("session"),
});
csrf({ secretKey, timeLimit: null });
const origins = crossOriginProtection({ trustedOrigins: ["https://accounts.example.com"] });

for (const protection of [tokens, origins]) {
  const express: RequestHandler = protection.express;
  const koa: Koa.Middleware = protection.koa;
  const hono: MiddlewareHandler = protection.hono;
  const h3: Middleware = protection.h3;
  const fastify = (app: FastifyInstance) =>
    app.addHook("preValidation", protection.fastify).addHook("onRequest", protection.fastify);
  onNode({ secretKey })(protection.node((req, res) => res.end(req.url)));
  onFetch({ secretKey })(
    protection.fetch(
      (request: Request, session: Session) => new Response(`${request.url} ${session.status}`),
    ),
  );
  console.log(express, koa, hono, h3, fastify);
}

// @ts-expect-error the key is not left out by accident
csrf({});
// @ts-expect-error the session comes first
generateCsrf({ secretKey });
// @ts-expect-error origins are a list
crossOriginProtection({ trustedOrigins: "https://a.example" });
// @ts-expect-error no such option
crossOriginProtection({ trusted: [] });
// @ts-expect-error an answer that has to be waited for is none
crossOriginProtection({ exempt: async () => true });
// @ts-expect-error no such unit
csrf({ secretKey, timeLimit: "1 hour" });
