// Older versions of the frameworks, as they are installed: those that are supported keep the whole
// contract, and the others are told by name at their first use.
import * as context from "dewar/context";
import { session as elysiaSession } from "dewar/elysia";
import { session as fastifySession } from "dewar/fastify";
import { session as h3Session } from "dewar/h3";
import { session as honoSession } from "dewar/hono";
import type { Elysia } from "elysia";
import { Elysia as Elysia10 } from "elysia10";
import { Elysia as Elysia11 } from "elysia11";
import type fastify from "fastify";
import fastify4 from "fastify4";
import type { H3Event } from "h3";
import { createApp, eventHandler, toWebHandler } from "h3v1";
import type { Hono } from "hono";
import { Hono as Hono3 } from "hono3";
import Koa2 from "koa2";
import { expect, test } from "vitest";
import { elysiaApplication } from "../contracts/elysia-application.ts";
import { fastifyApplication, listening } from "../contracts/fastify-application.ts";
import { honoApplication } from "../contracts/hono-application.ts";
import { koaApplication } from "../contracts/koa-application.ts";
import { listen } from "../contracts/node-server.ts";
import { runContract } from "../contracts/run-contract.ts";
import { waiting } from "../contracts/waiting-cookie.ts";
import { serveWeb } from "../contracts/web-server.ts";
import { OPTIONS } from "./serve.ts";

// What the contract uses of them is the same as in the newest version, whose types it has.
const hono3 = Hono3 as unknown as typeof Hono;
const elysia11 = Elysia11 as unknown as typeof Elysia;
const createFastify4 = fastify4 as unknown as typeof fastify;

runContract("Koa 2", () => listen(koaApplication(Koa2).callback()));
runContract("Fastify 4", () => listening(fastifyApplication(() => createFastify4())));
runContract("Hono 3", () => serveWeb(honoApplication(context.session, hono3).fetch));
runContract("Elysia 1.1", () => serveWeb(elysiaApplication(context.session, elysia11).fetch));
runContract("Hono 3, with sessions that are waited for", () =>
  serveWeb(honoApplication(context.session, hono3, waiting).fetch),
);
runContract("Elysia 1.1, with sessions that are waited for", () =>
  serveWeb(elysiaApplication(context.session, elysia11, waiting).fetch),
);

const UNSUPPORTED = { name: "FrameworkVersionError", code: "ERR_SESSION_FRAMEWORK_VERSION" };
const request = () => new Request("http://localhost/");

test("h3 1 is told at the first request, also where it answers web requests", async () => {
  const errors: Error[] = [];
  const app = createApp({ onError: ({ cause }) => void errors.push(cause as Error) });
  const middleware = h3Session(OPTIONS);
  app.use(eventHandler((event) => middleware(event as unknown as H3Event, () => undefined)));
  expect((await toWebHandler(app)(request())).status).toBe(500);
  expect(errors).toMatchObject([UNSUPPORTED]);
  expect(errors[0]?.message).toMatch(
    /^dewar\/h3 needs h3 2; this is h3 1 \(Nuxt 4 and Nitro 2 have it\)\. /,
  );
});

test("Hono 2 is told at the first request", async () => {
  // Its types declare a global Request of their own, so the compiler must not find it.
  const { Hono: Hono2 }: { Hono: typeof Hono } = await import(`${"hono2"}`);
  const app = new Hono2();
  const errors: Error[] = [];
  app.onError((error, c) => {
    errors.push(error);
    return c.text("", 500);
  });
  app.use("*", honoSession(OPTIONS) as never);
  expect((await app.fetch(request())).status).toBe(500);
  expect(errors).toMatchObject([UNSUPPORTED]);
  expect(errors[0]?.message).toMatch(/^dewar\/hono needs Hono 3 or 4; this is Hono 2\. /);
});

test("Elysia 1.0 is told where the application uses it", () => {
  const app = new Elysia10();
  const use = () => app.use(elysiaSession(OPTIONS) as never);
  expect(use).toThrow(expect.objectContaining(UNSUPPORTED));
  expect(use).toThrow(/^dewar\/elysia needs Elysia 1\.1 or later; this is an earlier one/);
});

test("a Fastify that is neither 4 nor 5 is told by Fastify, which names both", () => {
  const meta = Object.getOwnPropertyDescriptor(fastifySession, Symbol.for("plugin-meta"))?.value;
  expect(meta).toEqual({ name: "dewar/fastify", fastify: "4.x || 5.x" });
});
