// What an adapter takes besides the options of its sessions. What nobody reads would have no effect:
// the session would stand under another name, or last as long as the default.
import { SessionOptionsError } from "dewar";
import { session as astro } from "dewar/astro";
import { session as elysia } from "dewar/elysia";
import { session as express } from "dewar/express";
import { session as fastifySession } from "dewar/fastify";
import { session as fetchSession } from "dewar/fetch";
import { session as h3 } from "dewar/h3";
import { session as hono } from "dewar/hono";
import { session as koa } from "dewar/koa";
import { session as next } from "dewar/next";
import { session as node } from "dewar/node";
import { session as reactRouter } from "dewar/react-router";
import { session as sveltekit } from "dewar/sveltekit";
import fastify from "fastify";
import { describe, expect, test } from "vitest";
import { OPTIONS } from "./serve.ts";

type Make = (options: unknown) => unknown;
const of =
  (session: unknown): Make =>
  (options) =>
    (session as (source: object, options: unknown) => unknown)(OPTIONS, options);

const PROPERTY: Record<string, Make> = {
  astro: of(astro),
  elysia: of(elysia),
  express: of(express),
  h3: of(h3),
  hono: of(hono),
  koa: of(koa),
  next: (options) => next(OPTIONS, {} as never, options as never),
  sveltekit: of(sveltekit),
};
const PROPERTY_AND_PAGE: Record<string, Make> = { fetch: of(fetchSession), node: of(node) };
const ALL = { ...PROPERTY, ...PROPERTY_AND_PAGE };

const BESIDE = "Put it into the first argument of session, next to secretKey.";
const OBJECT = "session expected options such as { property: ... } as its last argument, got";
const NAME = 'property expected a name such as "flask", got';

describe.each(Object.entries(ALL))("%s", (adapter, make) => {
  const names = adapter in PROPERTY ? "property" : "property, onError";

  test.each<[unknown, string]>([
    [
      { propety: "flask" },
      `"propety" is not an option of the adapter. The options here are ${names}.`,
    ],
    [{ cookie: { name: "sid" } }, `"cookie" is an option of the session. ${BESIDE}`],
    [
      { permanentSessionLifetime: 60 },
      `"permanentSessionLifetime" is an option of the session. ${BESIDE}`,
    ],
    ["flask", `${OBJECT} text.`],
    [null, `${OBJECT} null.`],
    [["flask"], `${OBJECT} a list.`],
    [() => {}, `${OBJECT} function.`],
    [{ property: "" }, `${NAME} empty text.`],
    [{ property: 5 }, `${NAME} number.`],
    [{ property: null }, `${NAME} null.`],
    [{ property: Symbol("flask") }, `${NAME} symbol.`],
  ])("%s", (options, message) => {
    expect(() => make(options)).toThrow(new SessionOptionsError(message));
  });

  test.each([undefined, {}, { property: undefined }, { property: "flask" }])(
    "%s is right",
    (options) => {
      expect(make(options)).toBeDefined();
    },
  );
});

test.each(Object.entries(PROPERTY_AND_PAGE))("an error page of %s", (_, make) => {
  expect(() => make({ onError: "page" })).toThrow(
    new SessionOptionsError("onError expected a function, got text."),
  );
  expect(make({ onError: () => new Response() })).toBeDefined();
});

test.each(Object.entries(PROPERTY))("%s has no error page of its own", (_, make) => {
  expect(() => make({ onError: () => {} })).toThrow(
    new SessionOptionsError(`"onError" is an option of the session. ${BESIDE}`),
  );
});

test("react-router, whose place is a context", () => {
  const make = of(reactRouter);
  expect(() => make({ property: "flask" })).toThrow(
    new SessionOptionsError(
      '"property" is not an option of the adapter. The options here are context.',
    ),
  );
  expect(() => make({ context: "flask" })).toThrow(
    new SessionOptionsError("context expected the result of createContext(), got text."),
  );
});

test("fastify, whose options come in one object", async () => {
  await expect(
    fastify().register(fastifySession, { ...OPTIONS, property: 5 } as never),
  ).rejects.toEqual(new SessionOptionsError(`${NAME} number.`));
});
