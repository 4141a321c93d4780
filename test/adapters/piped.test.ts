// A stream that is piped into a response writes the head from inside of the stream, where an error
// would end the process.
import { createReadStream } from "node:fs";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { ZipArchive } from "archiver";
import { SecureCookieSessionInterface } from "dewar";
import { session as expressSession } from "dewar/express";
import { session as fastifySession } from "dewar/fastify";
import { session as koaSession } from "dewar/koa";
import { session as nodeSession } from "dewar/node";
import { readCookie } from "dewar/testing";
import express, { type ErrorRequestHandler } from "express";
import fastify from "fastify";
import Koa from "koa";
import { describe, expect, test } from "vitest";
import { OPTIONS, serve } from "./serve.ts";

const file = fileURLToPath(import.meta.url);
const tooLarge = Array.from({ length: 8000 }, () => Math.random().toString(36)[2]).join("");
const sessions = new SecureCookieSessionInterface(OPTIONS);
const codeOf = (error: unknown): string => (error as { code: string }).code;

describe("what cannot be saved is an error's answer", () => {
  test("to Express' sendFile", async () => {
    const answer: ErrorRequestHandler = (error, _req, res, _next) => {
      res.status(500).send(codeOf(error));
    };
    const app = express().use(expressSession(OPTIONS), (req, res) => {
      req.session["text"] = tooLarge;
      res.sendFile(file);
    });
    const response = await (await serve(app.use(answer))).fetch("/");
    expect([response.status, await response.text()]).toEqual([500, "ERR_SESSION_TOO_LARGE"]);
  });

  test("to a stream of Koa", async () => {
    const app = new Koa();
    const errors: unknown[] = [];
    app.on("error", (error) => errors.push(codeOf(error)));
    app.use(koaSession(OPTIONS)).use((ctx) => {
      ctx.session["text"] = tooLarge;
      ctx.body = createReadStream(file);
    });
    const response = await (await serve(app.callback())).fetch("/");
    expect([response.status, errors]).toEqual([500, ["ERR_SESSION_TOO_LARGE"]]);
  });

  test("to a stream of Fastify", async () => {
    const app = fastify();
    app.register(fastifySession, OPTIONS);
    app.get("/", (request, reply) => {
      request.session["text"] = tooLarge;
      reply.send(createReadStream(file));
    });
    await app.ready();
    const response = await (await serve(app.routing)).fetch("/");
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      500,
      "ERR_SESSION_TOO_LARGE",
    ]);
  });

  test("to a stream whose errors nobody listens to", async () => {
    const errors: unknown[] = [];
    const onError = (error: unknown) => void errors.push(codeOf(error));
    const application = nodeSession({ ...OPTIONS, onError })((req, res) => {
      req.session["text"] = tooLarge;
      res.setHeader("content-length", 5);
      createReadStream(file).pipe(res);
    });
    const response = await (await serve(application)).fetch("/");
    expect([response.status, await response.text()]).toEqual([500, "Internal Server Error"]);
    expect(errors).toEqual(["ERR_SESSION_TOO_LARGE"]);
  });
});

test("what is written right behind pipe() is saved", async () => {
  const application = nodeSession(sessions)((req, res) => {
    createReadStream(file).pipe(res);
    req.session["downloads"] = 1;
    res.setHeader("vary", "Origin");
  });
  const response = await (await serve(application)).fetch("/");
  expect(readCookie(sessions, response).get("downloads")).toBe(1);
  expect(response.headers.get("vary")).toBe("Origin, Cookie");
  expect((await response.text()).length).toBeGreaterThan(1000);
});

describe("a session is open until the first byte, also behind pipe()", () => {
  const later = () => new Promise((resolve) => setTimeout(resolve, 5));

  test("a zip that archiver fills later has what was written in between", async () => {
    const app = express().use(expressSession(OPTIONS), async (req, res) => {
      const zip = new ZipArchive();
      zip.pipe(res.type("zip"));
      await later();
      req.session["downloads"] = req.session.get("downloads", 0) + 1;
      zip.append("Keep it upright.", { name: "manual.txt" });
      await zip.finalize();
    });
    const response = await (await serve(app)).fetch("/");
    expect(readCookie(sessions, response).get("downloads")).toBe(1);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([bytes.subarray(0, 4).toString("latin1"), bytes.includes("manual.txt")]).toEqual([
      "PK\x03\x04",
      true,
    ]);
  });

  test("a report that fails before its first byte becomes a redirect with a message", async () => {
    const app = express().use(expressSession(OPTIONS), async (req, res) => {
      const report = new PassThrough();
      report.pipe(res);
      await later();
      report.unpipe(res);
      req.session.flash("No report");
      res.redirect("/");
    });
    const response = await (await serve(app)).fetch("/");
    expect([response.status, response.headers.get("location")]).toEqual([302, "/"]);
    expect(readCookie(sessions, response).getFlashedMessages()).toEqual(["No report"]);
  });

  test("a zip of a session that cannot be saved is an error page, and every response ends", async () => {
    const errors: unknown[] = [];
    const onError = (error: unknown) => void errors.push(codeOf(error));
    let ended = 0;
    const application = nodeSession({ ...OPTIONS, onError })(async (req, res) => {
      req.session["text"] = tooLarge;
      const zip = new ZipArchive();
      res.on("close", () => {
        ended++;
      });
      zip.pipe(res);
      zip.append("x".repeat(1_000_000), { name: "manual.txt" });
      await zip.finalize().catch(() => {});
    });
    const client = await serve(application);
    for (let visit = 1; visit <= 3; visit++) {
      const response = await client.fetch("/");
      expect([response.status, await response.text()]).toEqual([500, "Internal Server Error"]);
      expect(errors).toHaveLength(visit);
    }
    await later();
    expect(ended).toBe(3);
  });
});
