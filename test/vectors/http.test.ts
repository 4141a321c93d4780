// Browsers that come back: each request with the cookie that Flask's last answer left, through each
// adapter on its own framework.
import express4 from "express4";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { onElysia } from "./applications/elysia.ts";
import { onExpress } from "./applications/express.ts";
import { onFastify } from "./applications/fastify.ts";
import { onFetch } from "./applications/fetch.ts";
import { FULL_STACK } from "./applications/full-stack.ts";
import { onH3 } from "./applications/h3.ts";
import { onHono } from "./applications/hono.ts";
import { onKoa } from "./applications/koa.ts";
import { onNode } from "./applications/node.ts";
import { HTTP_CASES, SET_COOKIE_CASES } from "./cases.ts";
import { dewarDid, dewarShould } from "./compare.ts";
import { DIFFERENCES } from "./differences.ts";
import { refusalOf } from "./flask-config.ts";
import { type MakeApplication, Site } from "./site.ts";

const ADAPTERS: [string, MakeApplication][] = [
  ["Express 5", onExpress()],
  ["Express 4", onExpress(express4)],
  ["Fastify", onFastify],
  ["Koa", onKoa],
  ["node:http", onNode],
  ["fetch", onFetch],
  ["Hono", onHono],
  ["h3", onH3],
  ["Elysia", onElysia],
  ...FULL_STACK,
];

const started = HTTP_CASES.filter(({ config }) => refusalOf(config) === undefined);

describe.each(ADAPTERS)("%s", (_, makeApplication) => {
  const site = new Site(makeApplication);

  beforeAll(() => site.open());
  afterAll(() => site.close());

  test.each(started)("$id $group", async (seen) => {
    expect(await dewarDid(site, seen)).toEqual(dewarShould(seen).outcome);
  });
});

test.each(DIFFERENCES)("a deliberate difference that is met: $name", (difference) => {
  const own = [...HTTP_CASES, ...SET_COOKIE_CASES].filter(({ id }) => !id.startsWith("beside/"));
  const met = own.filter((seen) => dewarShould(seen).differences.includes(difference));
  expect(met.length).toBeGreaterThan(0);
});
