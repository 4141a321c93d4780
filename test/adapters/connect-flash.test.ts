// connect-flash's req.flash on whatever another application has left under Flask's key: nothing is
// thrown, and it gives what getFlashedMessages gives.
import { SecureCookieSessionInterface } from "dewar";
import { session as onExpress } from "dewar/express";
import { session as onKoa } from "dewar/koa";
import { createClient, forgeCookie, readCookie } from "dewar/testing";
import express from "express";
import express4 from "express4";
import Koa from "koa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listen } from "../contracts/node-server.ts";
import type { Started } from "../contracts/run-contract.ts";
import { OPTIONS } from "./serve.ts";

const sessions = new SecureCookieSessionInterface(OPTIONS);

type Flashing = Pick<express.Request, "flash" | "session">;

const PAGES: Record<string, (request: Flashing) => unknown> = {
  "/all": (request) => request.flash(),
  "/errors": (request) => request.flash("error"),
  "/leave": (request) => [request.flash("error", "since")],
  "/all-messages": ({ session }) => session.getFlashedMessages(),
  "/error-messages": ({ session }) => session.getFlashedMessages({ categoryFilter: ["error"] }),
};

function expressApplication(create: typeof express): express.Express {
  const app = create();
  app.use(onExpress(sessions));
  for (const [path, answer] of Object.entries(PAGES))
    app.get(path, (req, res) => {
      res.json(answer(req));
    });
  return app;
}

function koaApplication(): Koa {
  const app = new Koa({ env: "test" });
  app.silent = true;
  app.use(onKoa(sessions));
  app.use((ctx) => {
    ctx.body = PAGES[ctx.path]?.(ctx);
  });
  return app;
}

const APPLICATIONS: [string, () => Promise<Started>][] = [
  ["Express 5", () => listen(expressApplication(express))],
  ["Express 4", () => listen(expressApplication(express4))],
  ["Koa", () => listen(koaApplication().callback())],
];

// What lies under the key, and what `flash()` makes of it.
const FOREIGN: [flashes: unknown, all: Record<string, unknown[]>][] = [
  [5, {}],
  [null, {}],
  ["ab", {}],
  [{ error: ["a"] }, {}],
  [[1, "ab", null, { error: "a" }], {}],
  [[["error"], ["error", "a", "b"]], {}],
  [[5, ["error", "a"]], { error: ["a"] }],
  [
    [
      ["error", 5],
      ["info", { code: 7 }],
    ],
    { error: [5], info: [{ code: 7 }] },
  ],
  // Categories that are no text.
  [
    [
      [5, "a"],
      [null, "b"],
    ],
    { 5: ["a"], null: ["b"] },
  ],
  [
    [
      ["error", "a"],
      [{ toString: 1 }, "b"],
    ],
    { error: ["a"], "{ toString: 1 }": ["b"] },
  ],
  [[["__proto__", "a"]], JSON.parse('{"__proto__": ["a"]}')],
];

describe.each(APPLICATIONS)("flash on %s", (_, start) => {
  let server: Started;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.close());

  describe.each(FOREIGN)("with %j", (flashes, all) => {
    const ask = async (
      path: string,
      cookie = forgeCookie(sessions, { user: 1, _flashes: flashes }),
    ) => {
      const response = await createClient(server.url).fetch(path, { headers: { cookie } });
      expect(response.status).toBe(200);
      const [line] = response.headers.getSetCookie();
      return { body: await response.json(), cookie: line?.split(";")[0] ?? cookie };
    };
    const left = (cookie: string) => Object.fromEntries(readCookie(sessions, cookie));

    test("takes the messages, and leaves the rest of the session", async () => {
      const { body, cookie } = await ask("/all");
      expect(body).toEqual(all);
      expect(left(cookie)).toEqual({ user: 1 });
      const shown = await ask("/all-messages");
      expect(shown.body).toEqual(Object.values(all).flat());
      expect(left(shown.cookie)).toEqual({ user: 1 });
    });

    test("takes those of a type", async () => {
      const { body, cookie } = await ask("/errors");
      expect(body).toEqual(all["error"] ?? []);
      expect(left(cookie)).toMatchObject({ user: 1 });
      expect((await ask("/error-messages")).body).toEqual(body);
      const { error: _, ...others } = all;
      expect((await ask("/all", cookie)).body).toEqual(others);
    });

    test("gives what is flashed since", async () => {
      const { body, cookie } = await ask("/leave");
      const errors = [...(all["error"] ?? []), "since"];
      expect(body).toEqual([errors.length]);
      expect(left(cookie)).toMatchObject({ user: 1 });
      expect((await ask("/errors", cookie)).body).toEqual(errors);
      expect((await ask("/error-messages", cookie)).body).toEqual(errors);
    });
  });

  test("writes nothing when there is nothing of a type", async () => {
    for (const data of [
      { user: 1 },
      { user: 1, _flashes: [["info", "a"]] },
      { user: 1, _flashes: 5 },
    ]) {
      const headers = { cookie: forgeCookie(sessions, data) };
      const response = await createClient(server.url).fetch("/errors", { headers });
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });
});
