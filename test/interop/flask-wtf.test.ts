// dewar/csrf beside real Flask-WTF: tokens, and whole forms that a visitor posts to the other side.
import { Session } from "dewar";
import { csrf, generateCsrf, validateCsrf } from "dewar/csrf";
import { session } from "dewar/express";
import { session as onHono, type SessionVariables } from "dewar/hono";
import { CookieJar } from "dewar/testing";
import express, { type ErrorRequestHandler } from "express";
import fc from "fast-check";
import { Hono } from "hono";
import multer from "multer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listen } from "../contracts/node-server.ts";
import type { Started } from "../contracts/run-contract.ts";
import { serveWeb } from "../contracts/web-server.ts";
import { key } from "../vectors/keys.ts";
import { startExtensions } from "./extensions.ts";
import { Peer } from "./peer.ts";

const secretKey = "5e9f0b2d7d214b810c1d7f2e83b4c6a1";

describe("tokens", () => {
  const peer = new Peer();
  afterAll(() => peer.close());

  const keys = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
    fc
      .uint8Array({ minLength: 1, maxLength: 80 })
      .map((bytes) => ({ $type: "bytes" as const, hex: Buffer.from(bytes).toString("hex") })),
  );
  const times = fc.integer({ min: 1_000_000_000, max: 4_000_000_000 });
  const RUNS = { numRuns: 500 };

  test("500 of Flask-WTF's are accepted here, and made again to the byte", () =>
    fc.assert(
      fc.asyncProperty(keys, times, async (encoded, now) => {
        const made = await peer.ask<{ token: string; session: { csrf_token: string } }>(
          "csrf_make",
          {
            keys: [encoded],
            session: {},
            now,
          },
        );
        const options = { secretKey: key(encoded), clock: () => now * 1000, allowWeakKey: true };
        const visitor = new Session(made.session);
        validateCsrf(visitor, made.token, options);
        expect(generateCsrf(visitor, options)).toBe(made.token);
        expect(made.session.csrf_token).toMatch(/^[0-9a-f]{40}$/);
      }),
      RUNS,
    ));

  test("500 of ours are accepted there, until they are too old", () =>
    fc.assert(
      fc.asyncProperty(
        keys,
        times,
        fc.integer({ min: -5, max: 4000 }),
        async (encoded, made, age) => {
          const options = { secretKey: key(encoded), allowWeakKey: true };
          const visitor = new Session();
          const data = generateCsrf(visitor, { ...options, clock: () => made * 1000 });
          const question = { keys: [encoded], session: { ...visitor }, data, now: made + age };
          const theirs = await peer.ask("csrf_check", question);
          let ours = "ok";
          try {
            validateCsrf(visitor, data, { ...options, clock: () => (made + age) * 1000 });
          } catch (error) {
            ours = (error as Error).message;
          }
          expect([ours, theirs]).toEqual([theirs, theirs]);
          expect(theirs).toBe(age >= 0 && age <= 3600 ? "ok" : "The CSRF token has expired.");
        },
      ),
      RUNS,
    ));

  test("changed ones are refused by both, with the same words", () =>
    fc.assert(
      fc.asyncProperty(fc.nat(90), fc.string({ minLength: 1, maxLength: 3 }), async (at, text) => {
        const now = 1_800_000_000;
        const clock = () => now * 1000;
        const visitor = new Session();
        const token = generateCsrf(visitor, { secretKey, clock });
        const data = token.slice(0, at) + text + token.slice(at + text.length);
        fc.pre(data !== token && at < 85); // Python reads the last digits in several spellings.
        const question = { keys: [secretKey], session: { ...visitor }, data, now };
        const theirs = await peer.ask<string>("csrf_check", question);
        expect(theirs).not.toBe("ok");
        expect(() => validateCsrf(visitor, data, { secretKey, clock })).toThrow(theirs);
      }),
      RUNS,
    ));
});

describe("forms", () => {
  const protection = csrf({ secretKey });

  const onExpress = () => {
    const app = express();
    app.use(express.urlencoded({ extended: false }));
    app.use(multer({ storage: multer.memoryStorage() }).any());
    app.use(session({ secretKey }));
    app.use(protection.express);
    app.get("/form", (_req, res) => {
      const { csrf_token } = res.locals;
      res.send(
        `<form method=post><input type="hidden" name="csrf_token" value="${csrf_token()}"></form>`,
      );
    });
    app.post("/form", (req, res) => void res.send(`passed ${Object.keys(req.body)}`));
    app.use(((error, _req, res, _next) => {
      res.status((error as { status: number }).status).send((error as Error).message);
    }) as ErrorRequestHandler);
    return listen(app);
  };
  const onWeb = () => {
    const app = new Hono<{ Variables: SessionVariables }>();
    app.use(onHono({ secretKey })).use(protection.hono);
    app.get("/form", (c) =>
      c.html(
        `<form method=post><input type="hidden" name="csrf_token" value="${protection.generateCsrf(c.get("session"))}"></form>`,
      ),
    );
    app.post("/form", async (c) => c.text(`passed ${[...(await c.req.formData()).keys()]}`));
    return serveWeb((request) => app.fetch(request), false);
  };

  let flask: Started;
  beforeAll(async () => {
    flask = await startExtensions(secretKey);
  });
  afterAll(() => flask.close());

  /** A visitor of both sides: one browser, one cookie. */
  function visitor() {
    const jar = new CookieJar();
    const visit = async (url: string, init: RequestInit = {}) => {
      const cookie = await jar.getCookieString("http://localhost/");
      const headers = { ...(init.headers as object), cookie };
      const response = await fetch(url, { ...init, headers });
      for (const line of response.headers.getSetCookie())
        await jar.setCookie(line, "http://localhost/");
      return { status: response.status, text: await response.text() };
    };
    const hidden = async (url: string): Promise<[name: string, value: string]> => {
      const { text } = await visit(url);
      const [, name = "", value = ""] =
        /name="([\w-]*csrf_token)"[^>]*? value="([^"]+)"/.exec(text) ?? [];
      return [name, value];
    };
    return { visit, hidden };
  }
  const urlencoded = ([name, value]: [string, string]) => new URLSearchParams({ [name]: value });
  const multipart = ([name, value]: [string, string]) => {
    const form = new FormData();
    form.append("file", new Blob(["x"]), "x");
    form.append(name, value);
    return form;
  };

  describe.each([
    ["Express", onExpress],
    ["Hono", onWeb],
  ])("and %s", (_name, start) => {
    let node: Started;
    beforeAll(async () => {
      node = await start();
    });
    afterAll(() => node.close());

    test.each(["plain", "profile"])(
      "one that Flask rendered (%s) is posted here",
      async (prefix) => {
        const { visit, hidden } = visitor();
        const field = await hidden(`${flask.url}/forms/${prefix}`);
        expect(field[0]).toBe(prefix === "plain" ? "csrf_token" : "profile-csrf_token");
        for (const body of [urlencoded(field), multipart(field)]) {
          const { status, text } = await visit(`${node.url}/form`, { method: "POST", body });
          expect([status, text]).toEqual([
            200,
            expect.stringMatching(`passed (file,)?${field[0]}$`),
          ]);
        }
        // Another visitor's session does not fit.
        const stranger = visitor();
        await stranger.hidden(`${flask.url}/forms/plain`);
        const body = urlencoded(field);
        expect(await stranger.visit(`${node.url}/form`, { method: "POST", body })).toEqual({
          status: 400,
          text: "The CSRF tokens do not match.",
        });
      },
    );

    test("one that was rendered here is posted to Flask, to its forms and as a header", async () => {
      const { visit, hidden } = visitor();
      const field = await hidden(`${node.url}/form`);
      for (const body of [urlencoded(field), multipart(field)]) {
        const { status, text } = await visit(`${flask.url}/forms/plain`, { method: "POST", body });
        expect([status, JSON.parse(text)]).toMatchObject([200, { valid: true }]);
      }
      const headers = { "X-CSRFToken": field[1] };
      const { status } = await visit(`${flask.url}/form`, { method: "POST", headers });
      expect(status).toBe(200);
      const body = urlencoded([field[0], `${field[1].slice(0, -5)}AAAAA`]);
      expect((await visit(`${flask.url}/forms/plain`, { method: "POST", body })).status).toBe(400);
    });

    test("both sides keep one value in the session, whoever made it", async () => {
      const { visit, hidden } = visitor();
      const [, first] = await hidden(`${node.url}/form`);
      const meta =
        /content="([^"]+)"/.exec((await visit(`${flask.url}/forms/plain`)).text)?.[1] ?? "";
      const [, again] = await hidden(`${node.url}/form`);
      const payloads = [first, meta, again].map((token) => token.split(".")[0]);
      expect(new Set(payloads).size).toBe(1);
      for (const token of [first, meta, again]) {
        const body = urlencoded(["csrf_token", token]);
        expect((await visit(`${node.url}/form`, { method: "POST", body })).status).toBe(200);
      }
    });
  });
});
