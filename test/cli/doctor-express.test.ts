// What doctor says of real Express applications with dewar, and of what is done to their responses.
import { SecureCookieSessionInterface, type Session, type SessionOptions } from "dewar";
import { session } from "dewar/express";
import express, { type RequestHandler } from "express";
import { afterEach, expect, test } from "vitest";
import { dewar, dewarJSON } from "./dewar.ts";
import { type Report, rulesOf } from "./report.ts";
import { nodeSite, type Site } from "./servers.ts";

const KEY = "a-key-for-the-tests-of-the-command-line";
let site: Site | undefined;
afterEach(async () => {
  await site?.close();
  site = undefined;
});

async function examine(
  options: SessionOptions,
  around: RequestHandler = (_req, _res, next) => next(),
  ...more: string[]
): Promise<Report & { exit: number | null }> {
  const app = express();
  app.set("trust proxy", "loopback");
  app.use(around, session(options));
  app.get("/", (req, res) => {
    (req.session as Session<{ username: string }>).username = "alice";
    res.send("welcome");
  });
  site = await nodeSite(app);
  return dewarJSON<Report>(["doctor", ...more, `${site.origin}/`]);
}

test("dewar's defaults: nothing but that loopback is no https", async () => {
  const report = await examine({ secretKey: KEY });
  expect(report.exit).toBe(0);
  expect(rulesOf(report)).toEqual(["note cookie-secure"]);
});

test("all of it right", async () => {
  const report = await examine({ secretKey: KEY, cookie: { name: "__Host-app", secure: true } });
  expect(report).toMatchObject({
    exit: 0,
    findings: [],
    counts: { error: 0, warning: 0, note: 0 },
  });
});

test("a proxy that takes Vary out and says public", async () => {
  const report = await examine({ secretKey: KEY, cookie: { secure: true } }, (_req, res, next) => {
    const end = res.writeHead.bind(res);
    res.writeHead = ((...args: Parameters<typeof end>) => {
      res.removeHeader("vary");
      res.setHeader("cache-control", "public, max-age=60");
      return end(...args);
    }) as typeof res.writeHead;
    next();
  });
  expect(report.exit).toBe(1);
  expect(rulesOf(report)).toEqual(["error response-cache-control", "warning response-vary"]);
});

test("the session set twice, by a clock that is ahead", async () => {
  const ahead = () => Date.now() + 3_600_000;
  const other = new SecureCookieSessionInterface({ secretKey: KEY, clock: ahead });
  const report = await examine({ secretKey: KEY, cookie: { secure: true } }, (_req, res, next) => {
    res.append("set-cookie", "session=of-another-middleware; Path=/");
    next();
  });
  expect(rulesOf(report)).toEqual(["warning cookie-duplicate"]);
  await site?.close();
  site = await nodeSite((_req, res) => {
    const own = other.openSession(null) as Session<{ a: number }>;
    own.a = 1;
    const headers = new Headers();
    other.saveSession(own, headers);
    res.setHeaders(headers).end();
  });
  const late = await dewarJSON<Report>(["doctor", `${site.origin}/`]);
  expect(rulesOf(late)).toEqual(["warning clock", "note cookie-secure"]);
  expect(late.findings[0]?.what).toMatch(/ahead of this machine's clock\.$/);
});

test("well-known keys in any spelling, also with SHA-256", async () => {
  for (const secretKey of ["dev", "SUPER_SECRET_KEY", "changeme123", "keyboard cat"]) {
    const report = await examine({
      secretKey,
      allowWeakKey: true,
      digestMethod: "sha256",
      cookie: { secure: true },
    });
    expect(rulesOf(report)).toEqual(["error key-known"]);
    await site?.close();
  }
});

test("redirects on the same host only, and not for ever", async () => {
  const visited: string[] = [];
  site = await nodeSite((req, res) => {
    visited.push(`${req.method} ${req.url}`);
    res.writeHead(302, { location: req.url === "/away" ? "http://localhost:1/" : "/again" }).end();
  });
  const away = await dewarJSON<Report>(["doctor", `${site.origin}/away`]);
  expect(away.seen).toBe("Answered 302, without a session cookie.");
  await dewar(["doctor", `${site.origin}/loop`, "--data", "a=1"]);
  expect(visited).toEqual(["GET /away", "POST /loop", ...Array(5).fill("GET /again")]);
});

test("a server that does not answer", async () => {
  site = await nodeSite(() => undefined);
  const report = await dewarJSON(["doctor", "--timeout", "1", `${site.origin}/`]);
  expect(report).toMatchObject({ exit: 3, error: { code: "ERR_UNREACHABLE" } });
});
