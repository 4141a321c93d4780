// A stream that is piped into a response writes the head from inside of the stream, where an error
// would end the process.
import { createReadStream } from "node:fs";
import { fileURLToPath } from "node:url";
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
