// An application may keep one Response for everybody, and answer with it from wherever its framework lets
// it: a handler, an error page, a middleware around the session. Nobody's cookie is left on it.
import { SecureCookieSessionInterface, type Session } from "dewar";
import { session as onElysia } from "dewar/elysia";
import { session as onFetch } from "dewar/fetch";
import { session as onH3 } from "dewar/h3";
import { session as onHono, type SessionVariables } from "dewar/hono";
import { readCookie } from "dewar/testing";
import { Elysia } from "elysia";
import { H3 } from "h3";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { Hono as Hono3 } from "hono3";
import { expect, test } from "vitest";
import { OPTIONS } from "./serve.ts";

type Fetch = (request: Request) => Response | Promise<Response>;
/** An application whose handler does `act`, and that answers with the one response. */
type Make = (shared: Response, act: (session: Session) => void) => Fetch;

const fail = (_before?: unknown): never => {
  throw new Error("on purpose");
};

const hono =
  (Application: typeof Hono) =>
  (
    build: (app: Hono<{ Variables: SessionVariables }>, shared: Response) => void,
    how: (shared: Response) => Response,
  ): Make =>
  (shared, act) => {
    const app = new Application<{ Variables: SessionVariables }>();
    build(app, shared);
    app.get("/", (c) => {
      act(c.get("session"));
      return how(shared);
    });
    return app.fetch;
  };

const honoWays = (of: ReturnType<typeof hono>): Record<string, Make> => ({
  "a handler": of(
    (app) => app.use("*", onHono(OPTIONS)),
    (shared) => shared,
  ),
  onError: of((app, shared) => {
    app.use("*", onHono(OPTIONS)).onError(() => shared);
  }, fail),
  "a thrown HTTPException": of(
    (app) => {
      app.use("*", onHono(OPTIONS));
      app.onError((error) => (error as HTTPException).getResponse());
    },
    (shared) => {
      throw new HTTPException(401, { res: shared });
    },
  ),
  "a middleware around": of(
    (app, shared) => {
      app.use("*", async (c, next) => {
        await next();
        c.res = shared;
      });
      app.use("*", onHono(OPTIONS));
    },
    () => new Response("else"),
  ),
  "a middleware around two sessions": of(
    (app, shared) => {
      app.use("*", async (c, next) => {
        await next();
        c.res = shared;
        c.res = shared;
      });
      app.use("*", onHono({ ...OPTIONS, cookie: { name: "other" } }, { property: "other" }));
      app.use("*", onHono(OPTIONS));
    },
    () => new Response("else"),
  ),
  "a middleware within": of(
    (app, shared) => {
      app.use("*", onHono(OPTIONS));
      app.use("*", async (c, next) => {
        await next();
        c.res = shared;
      });
    },
    () => new Response("else"),
  ),
});

const h3 =
  (how: "returned" | "thrown" | "around" | "within" | "an error" | "an error around"): Make =>
  (shared, act) => {
    const isError = how.startsWith("an error");
    const app = new H3({ silent: true, ...(isError && { onError: () => shared }) });
    const instead = async (_event: unknown, next: () => unknown) => {
      await next();
      return shared;
    };
    if (how === "around") app.use(instead);
    if (how === "an error around") app.use(async (_event, next) => fail(await next()));
    app.use(onH3(OPTIONS));
    if (how === "within") app.use(instead);
    app.get("/", ({ context }) => {
      act(context.session);
      if (how === "an error") fail();
      if (how === "thrown") throw shared;
      return how === "returned" ? shared : "else";
    });
    return app.fetch as Fetch;
  };

const elysia =
  (how: "returned" | "thrown" | "onError" | "mapResponse"): Make =>
  (shared, act) => {
    const app = new Elysia()
      .use(onElysia(OPTIONS))
      .onError(() => (how === "onError" ? shared : undefined))
      .mapResponse(() => (how === "mapResponse" ? shared : undefined))
      .get("/", ({ session, set }) => {
        act(session);
        set.headers["x-of-the-application"] = "1";
        if (how === "onError") fail();
        if (how === "thrown") throw shared;
        return how === "returned" ? shared : "else";
      });
    return app.fetch;
  };

const onePlace =
  (how: "returned" | "thrown" | "onError"): Make =>
  (shared, act) =>
    onFetch(
      OPTIONS,
      how === "onError" ? { onError: () => shared } : {},
    )((_request, session) => {
      act(session);
      if (how === "onError") fail();
      if (how === "thrown") throw shared;
      return shared;
    });

const named = <Way extends string>(ways: readonly Way[], make: (way: Way) => Make) =>
  Object.fromEntries(ways.map((way) => [way, make(way)]));
const WAYS: Readonly<Record<string, Readonly<Record<string, Make>>>> = {
  "Hono 4": honoWays(hono(Hono)),
  "Hono 3": honoWays(hono(Hono3 as unknown as typeof Hono)),
  h3: named(["returned", "thrown", "around", "within", "an error", "an error around"], h3),
  Elysia: named(["returned", "thrown", "onError", "mapResponse"], elysia),
  fetch: named(["returned", "thrown", "onError"], onePlace),
};
const EACH = Object.entries(WAYS).flatMap(([name, ways]) =>
  Object.entries(ways).map(([way, make]) => [name, way, make] as const),
);

const sessions = new SecureCookieSessionInterface(OPTIONS);

test.each(EACH)("%s: %s", async (_name, _way, make) => {
  const shared = new Response(null, { status: 401, headers: { "x-shared": "1" } });
  const fetch = make(shared, (session) => {
    if (visitor !== "nobody") session["username"] = visitor;
  });
  let visitor = "nobody";
  const cookiesOf = async (name: string) => {
    visitor = name;
    const response = await fetch(new Request("http://127.0.0.1/"));
    const { headers } = response;
    const saved = headers.getSetCookie().map((line) => readCookie(sessions, line)["username"]);
    return { saved, vary: headers.get("vary"), cacheControl: headers.get("cache-control") };
  };
  const nothing = { saved: [], vary: null, cacheControl: null };
  for (const name of ["alice", "bob", "carol"]) {
    const own = { saved: [name], vary: "Cookie", cacheControl: "private" };
    expect(await cookiesOf(name)).toEqual(own);
    expect(await cookiesOf("nobody")).toEqual(nothing);
    expect([...shared.headers]).toEqual([["x-shared", "1"]]);
  }
});
