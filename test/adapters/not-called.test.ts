// `app.use(session)`, where the call was forgotten: the framework's own request stands where the options
// belong. Each adapter says so, and nobody gets a session that has no key.
import type { createServer } from "node:http";
import { SessionOptionsError } from "dewar";
import { session as astro } from "dewar/astro";
import { session as elysia } from "dewar/elysia";
import { session as express } from "dewar/express";
import { session as fetchSession } from "dewar/fetch";
import { session as h3 } from "dewar/h3";
import { session as hono } from "dewar/hono";
import { session as koa } from "dewar/koa";
import { session as node } from "dewar/node";
import { session as reactRouter } from "dewar/react-router";
import { session as sveltekit } from "dewar/sveltekit";
import { Elysia } from "elysia";
import expressApp, { type ErrorRequestHandler } from "express";
import express4App from "express4";
import { H3 } from "h3";
import { Hono } from "hono";
import { Hono as Hono3 } from "hono3";
import KoaApp from "koa";
import Koa2App from "koa2";
import { expect, test } from "vitest";
import { listen } from "../contracts/node-server.ts";

const CALL_IT = "Call it: app.use(session({ secretKey: process.env.SECRET_KEY })).";
const REQUEST = new SessionOptionsError(`session expected options, got a request. ${CALL_IT}`);

/** Without what frameworks add to errors. */
function plain(error: unknown): unknown {
  return error instanceof SessionOptionsError ? new SessionOptionsError(error.message) : error;
}

/** What is thrown while somebody asks a listener. */
async function asked(listener: Parameters<typeof createServer>[1] & object, thrown: () => unknown) {
  const { url, close } = await listen(listener);
  const { status } = await fetch(url);
  await close();
  return [status, plain(thrown())];
}

function onExpress(app: ReturnType<typeof expressApp>): Promise<unknown> {
  let thrown: unknown;
  const onError: ErrorRequestHandler = (error, _req, res, _next) => {
    thrown = error;
    res.sendStatus(500);
  };
  app.use(express as never);
  app.use(onError);
  return asked(app, () => thrown);
}

function onKoa(app: KoaApp): Promise<unknown> {
  let thrown: unknown;
  app.on("error", (error) => {
    thrown = error;
  });
  app.use(koa as never);
  return asked(app.callback(), () => thrown);
}

async function onHono(app: Hono): Promise<unknown> {
  let thrown: unknown;
  app.use("*", hono as never);
  app.onError((error, c) => {
    thrown = error;
    return c.text("", 500);
  });
  return [(await app.request("/")).status, thrown];
}

async function onH3(): Promise<unknown> {
  let thrown: unknown;
  const app = new H3({
    silent: true,
    onError: (error) => {
      thrown = error.cause ?? error;
    },
  });
  app.use(h3 as never);
  return [(await app.request("/")).status, thrown];
}

/** What a function throws that gets what the framework's server hands to a middleware. */
async function called(middleware: unknown, ...args: unknown[]): Promise<unknown> {
  try {
    await (middleware as (...args: unknown[]) => unknown)(...args);
    return undefined;
  } catch (error) {
    return [500, error];
  }
}

const ALL = [express, koa, hono, h3, fetchSession, node, elysia, astro, sveltekit, reactRouter];
const SESSIONS = ALL as ((given?: unknown) => unknown)[];

const request = new Request("http://localhost/");
const next = () => new Response();

test.each<[string, () => Promise<unknown>]>([
  ["Express 5", () => onExpress(expressApp())],
  ["Express 4", () => onExpress(express4App() as never)],
  ["Koa 3", () => onKoa(new KoaApp())],
  ["Koa 2", () => onKoa(new Koa2App() as never)],
  ["Hono 4", () => onHono(new Hono())],
  ["Hono 3", () => onHono(new Hono3() as never)],
  ["h3", onH3],
  ["fetch", () => called(fetchSession, request)],
  ["Astro", () => called(astro, { request, locals: {}, cookies: {} }, next)],
  ["SvelteKit", () => called(sveltekit, { event: { request }, resolve: next })],
  ["React Router", () => called(reactRouter, { request, params: {}, context: new Map() }, next)],
])("%s", async (_, run) => {
  expect(await run()).toEqual([500, REQUEST]);
});

test("node:http, whose listener is called with the request", async () => {
  let thrown: unknown;
  const listener = (req: unknown, res: { end(): void; statusCode: number }) => {
    try {
      node(req as never, res as never);
    } catch (error) {
      thrown = error;
      res.statusCode = 500;
      res.end();
    }
  };
  expect(await asked(listener as never, () => thrown)).toEqual([500, REQUEST]);
});

test("Elysia, which calls what it is given with the application", () => {
  expect(() => new Elysia().use(elysia as never)).toThrow(
    new SessionOptionsError(`session expected options, got an application. ${CALL_IT}`),
  );
});

test.each<[string, unknown]>([
  ["session expected options, got null. ", null],
  ["session expected options, got text. ", "key-of-the-adapter-tests-6e1d40"],
  ["session expected options, got a list. ", []],
  ["session expected options, got number. ", 5],
  ["session expected options, got function. ", () => ({})],
  ["session expected options, got an application. ", new Elysia()],
])("%s", (message, given) => {
  for (const session of SESSIONS)
    expect(() => session(given)).toThrow(new SessionOptionsError(`${message}${CALL_IT}`));
});

test("a call without options, or with a promise of them", () => {
  for (const session of SESSIONS) {
    expect(() => session()).toThrow(
      new SessionOptionsError(
        "session expected options, got none. Pass the key: session({ secretKey: process.env.SECRET_KEY }).",
      ),
    );
    expect(() => session(Promise.resolve({ secretKey: "key" }))).toThrow(
      new SessionOptionsError(
        "session expected options, got a promise. Wait for it: session(await options).",
      ),
    );
  }
});
