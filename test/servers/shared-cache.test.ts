// A real nginx that keeps what it may, by the address alone, for everybody: it looks neither at Vary nor
// at Set-Cookie, as the rules of many caches in front of applications say.
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { SecureCookieSessionInterface, type Session } from "dewar";
import { session as onExpress } from "dewar/express";
import { session as onFastify } from "dewar/fastify";
import { session as onHono, type SessionVariables } from "dewar/hono";
import { forgeCookie, readCookie } from "dewar/testing";
import express from "express";
import fastify from "fastify";
import { type Context, Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listening } from "../contracts/fastify-application.ts";
import { listen } from "../contracts/node-server.ts";
import type { Started } from "../contracts/run-contract.ts";
import { serveWeb } from "../contracts/web-server.ts";
import { type Nginx, startNginx } from "./nginx.ts";

const OPTIONS = {
  secretKey: "key-behind-a-shared-cache-90c2",
  permanentSessionLifetime: { days: 7 },
};
const sessions = new SecureCookieSessionInterface(OPTIONS);
const PUBLIC = "public, max-age=600";
const STYLES = "p { margin: 0 }";

const folder = mkdtempSync(join(tmpdir(), "dewar-shared-cache-"));
writeFileSync(join(folder, "styles.css"), STYLES);
writeFileSync(join(folder, "manual.txt"), "Keep it upright.");

/** What a page does to the session of whoever asks for it; each says that everybody may keep it. */
const PAGES: Readonly<Record<string, (session: Session) => string>> = {
  "/untouched": () => "hello",
  "/read": (session) => typeof session.has("username"),
  "/count": (session) => {
    session["visits"] = session.get("visits", 0) + 1;
    return "counted";
  },
  "/logout": (session) => {
    session.clear();
    return "bye";
  },
  "/message": (session) => `${session.getFlashedMessages()}`,
  "/targeted": () => "hello",
  "/targeted-count": (session) => {
    session["visits"] = session.get("visits", 0) + 1;
    return "counted";
  },
};

/** What is said of caches; X-Accel-Expires counts for nginx more than what comes after it. */
const headersOf = (path: string): Record<string, string> =>
  path.startsWith("/targeted")
    ? { "x-accel-expires": "600", "cache-control": "max-age=600" }
    : { "cache-control": PUBLIC };

function expressSite(): Promise<Started> {
  const app = express();
  app.use(onExpress(OPTIONS));
  app.use(express.static(folder, { maxAge: "1y", immutable: true }));
  app.get("/file", (_req, res) => res.sendFile(join(folder, "manual.txt"), { maxAge: "10m" }));
  for (const [path, page] of Object.entries(PAGES))
    app.get(path, (req, res) => {
      res.set(headersOf(path)).send(page(req.session));
    });
  return listen(app);
}

async function fastifySite(): Promise<Started> {
  const app = fastify();
  app.register(onFastify, OPTIONS);
  for (const [path, file] of [
    ["/styles.css", "styles.css"],
    ["/file", "manual.txt"],
  ] as const)
    app.get(path, (_request, reply) =>
      reply.headers(headersOf(path)).send(createReadStream(join(folder, file))),
    );
  for (const [path, page] of Object.entries(PAGES))
    app.get(path, (request, reply) => reply.headers(headersOf(path)).send(page(request.session)));
  return listening(app);
}

function honoSite(): Promise<Started> {
  const app = new Hono<{ Variables: SessionVariables }>();
  app.use(onHono(OPTIONS));
  const onFound = (_path: string, c: Context) => c.header("cache-control", PUBLIC);
  const root = folder;
  app.get("/styles.css", serveStatic({ root, onFound }));
  app.get("/file", serveStatic({ root, path: "manual.txt", onFound }));
  for (const [path, page] of Object.entries(PAGES))
    app.get(path, (c) => c.text(page(c.get("session")), 200, headersOf(path)));
  return serveWeb(app.fetch);
}

/** The mistake itself, to see that this cache lets it happen. */
const plainSite = (): Promise<Started> =>
  listen((req, res) => {
    res.setHeader("cache-control", PUBLIC);
    res.setHeader("set-cookie", `name=${req.headers.cookie}`);
    res.end();
  });

const SITES = { express: expressSite, fastify: fastifySite, hono: honoSite, plain: plainSite };
const started: Started[] = [];
let nginx: Nginx;

beforeAll(async () => {
  const locations: string[] = [];
  for (const [name, start] of Object.entries(SITES)) {
    const site = await start();
    started.push(site);
    locations.push(`location /${name}/ { proxy_pass ${site.url}/; }`);
  }
  nginx = await startNginx({
    http: "proxy_cache_path cache keys_zone=pages:1m;",
    server: `
      proxy_cache pages;
      proxy_cache_key $uri;
      proxy_ignore_headers Vary Set-Cookie;
      add_header X-Cache $upstream_cache_status always;
      ${locations.join("\n")}`,
  });
});

afterAll(async () => {
  await nginx?.stop();
  for (const site of started) await site.close();
  rmSync(folder, { recursive: true });
});

/** A permanent session, so that each answer would refresh it. */
const cookieOf = (data: Record<string, unknown>) =>
  forgeCookie(sessions, { _permanent: true, ...data });
const DELETION =
  "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; HttpOnly; SameSite=Lax";
const ALICE = cookieOf({ username: "alice" });
const BOB = cookieOf({ username: "bob" });

async function visit(path: string, cookie = "", method = "GET") {
  const response = await fetch(`${nginx.origin}${path}`, { method, headers: { cookie } });
  const { headers } = response;
  return {
    status: response.status,
    body: await response.text(),
    cache: headers.get("x-cache"),
    cacheControl: headers.get("cache-control"),
    cookies: headers.getSetCookie(),
    /** Whose session came, by its data. */
    saved: headers.getSetCookie().map((line) => readCookie(sessions, line)),
  };
}

test("the cache gives the cookie of one visitor to the next where an application lets it", async () => {
  const alice = await visit("/plain/", "alice");
  expect([alice.cache, alice.cookies]).toEqual(["MISS", ["name=alice"]]);
  const bob = await visit("/plain/", "bob");
  expect([bob.cache, bob.cookies]).toEqual(["HIT", ["name=alice"]]);
});

describe.each(["express", "fastify", "hono"])("%s behind the cache", (name) => {
  test.each(["styles.css", "file", "untouched", "read", "targeted"])(
    "/%s is kept, and has nobody's cookie",
    async (path) => {
      const first = await visit(`/${name}/${path}`, ALICE);
      expect([first.status, first.cache, first.cookies]).toEqual([200, "MISS", []]);
      expect(first.cacheControl).toMatch(/^(public, )?max-age=\d+/);
      for (const cookie of [BOB, "", ALICE]) {
        const next = await visit(`/${name}/${path}`, cookie);
        expect(next).toEqual({ ...first, cache: "HIT" });
      }
    },
  );

  test("a HEAD that comes first leaves nobody's cookie for the GET that follows", async () => {
    const path = `/${name}/styles.css?head`;
    expect((await visit(path, ALICE, "HEAD")).cookies).toEqual([]);
    expect(await visit(path, BOB)).toMatchObject({ status: 200, body: STYLES, cookies: [] });
  });

  test.each(["count", "targeted-count"])(
    "/%s changes the session, so it is private and not kept: each has his own",
    async (path) => {
      for (const [cookie, saved] of [
        [ALICE, { _permanent: true, username: "alice", visits: 1 }],
        [BOB, { _permanent: true, username: "bob", visits: 1 }],
        ["", { visits: 1 }],
        [
          cookieOf({ username: "alice", visits: 7 }),
          { _permanent: true, username: "alice", visits: 8 },
        ],
      ] as const) {
        const answer = await visit(`/${name}/${path}`, cookie);
        expect([answer.cache, answer.saved]).toEqual(["MISS", [saved]]);
        expect(answer.cacheControl).toBe("max-age=600, private");
      }
    },
  );

  test("a logout reaches everybody who asks for it", async () => {
    for (const cookie of [ALICE, BOB]) {
      const answer = await visit(`/${name}/logout`, cookie);
      expect([answer.cache, answer.cookies]).toEqual(["MISS", [DELETION]]);
    }
  });

  test("a message is shown to whom it is for, and not kept for the next", async () => {
    const messages = { _flashes: [["message", "Saved"]] };
    for (const [cookie, shown] of [
      [cookieOf(messages), "Saved"],
      [forgeCookie(sessions, messages), "Saved"],
      [BOB, ""],
    ]) {
      const answer = await visit(`/${name}/message`, cookie);
      expect([answer.cache, answer.body]).toEqual(["MISS", shown]);
    }
  });
});
