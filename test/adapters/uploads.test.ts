// Forms that are read by the real parsers, whose callbacks Node calls in the connection and not in the
// request: many visitors over few connections, each of whom keeps his own session.
import { Agent, type IncomingMessage, request, type ServerResponse } from "node:http";
import busboy from "busboy";
import { SecureCookieSessionInterface } from "dewar";
import { session as current, flash } from "dewar/context";
import { session as onExpress } from "dewar/express";
import { session as onFastify } from "dewar/fastify";
import { session as onKoa } from "dewar/koa";
import { session as onNode } from "dewar/node";
import { forgeCookie, readCookie } from "dewar/testing";
import express from "express";
import fastify from "fastify";
import Koa from "koa";
import multer from "multer";
import { describe, expect, onTestFinished, test } from "vitest";
import { listening } from "../contracts/fastify-application.ts";
import { listen } from "../contracts/node-server.ts";
import type { Started } from "../contracts/run-contract.ts";
import { OPTIONS } from "./serve.ts";

type Read = (req: IncomingMessage, res: ServerResponse, done: () => void) => void;

/** Ways to read a form, each of which ends in a callback of its own. */
const READERS: Readonly<Record<string, Read>> = {
  'req.on("end")': (req, _res, done) => {
    req.on("data", () => {}).on("end", done);
  },
  'req.on("readable")': (req, _res, done) => {
    req.on("readable", () => {
      while (req.read() !== null);
    });
    req.on("end", done);
  },
  "for await": async (req, _res, done) => {
    for await (const _chunk of req);
    done();
  },
  'busboy\'s "close"': (req, _res, done) => {
    const form = busboy({ headers: req.headers });
    form.on("file", (_name, file) => file.resume());
    req.pipe(form.on("close", done));
  },
  "within busboy's file": (req, _res, done) => {
    const form = busboy({ headers: req.headers });
    form.on("file", (_name, file) => file.on("data", () => {}).on("end", done));
    req.pipe(form);
  },
  multer: (req, res, done) => {
    multer({ storage: multer.memoryStorage() }).any()(req as never, res as never, done);
  },
};

/** Reads the form and answers out of the callback, with what dewar/context has there. */
function answer(read: Read, req: IncomingMessage, res: ServerResponse): void {
  read(req, res, () => {
    let seen: string;
    try {
      seen = `${current["username"]}`;
      flash(`for ${seen}`);
    } catch (error) {
      seen = (error as Error).name;
    }
    res.end(seen);
  });
}

const APPLICATIONS: Readonly<Record<string, (read: Read) => Promise<Started>>> = {
  "node:http": (read) => listen(onNode(OPTIONS)((req, res) => answer(read, req, res))),
  Express: (read) =>
    listen(express().use(onExpress(OPTIONS), (req, res) => answer(read, req, res))),
  Koa: (read) => {
    const app = new Koa().use(onKoa(OPTIONS)).use((ctx) => {
      ctx.respond = false;
      answer(read, ctx.req, ctx.res);
    });
    return listen(app.callback());
  },
  Fastify: (read) => {
    const app = fastify();
    app.register(onFastify, OPTIONS);
    app.addContentTypeParser("*", (_request, _body, done) => done(null));
    app.post("/", (request, reply) => {
      reply.hijack();
      answer(read, request.raw, reply.raw);
    });
    return listening(app);
  },
};

const sessions = new SecureCookieSessionInterface(OPTIONS);
const BOUNDARY = "boundary-of-the-form";
const body = [
  `--${BOUNDARY}`,
  'Content-Disposition: form-data; name="file"; filename="cork.txt"',
  "Content-Type: text/plain",
  "",
  "x".repeat(100_000),
  `--${BOUNDARY}--`,
  "",
].join("\r\n");

/** Sends the form in pieces, over one of a few connections. */
function upload(url: string, agent: Agent, username: string) {
  return new Promise<{ seen: string; cookies: string[] }>((resolve, reject) => {
    const headers = {
      cookie: forgeCookie(sessions, { username }),
      "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
      "content-length": Buffer.byteLength(body),
    };
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      let seen = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        seen += text;
      });
      response.on("end", () => resolve({ seen, cookies: response.headers["set-cookie"] ?? [] }));
    });
    sent.on("error", reject);
    sent.write(body.slice(0, 50_000));
    setTimeout(() => sent.end(body.slice(50_000)), Math.random() * 5);
  });
}

const VISITORS = Array.from({ length: 40 }, (_, index) => `visitor ${index}`);

describe.each(Object.entries(APPLICATIONS))("%s", (_name, start) => {
  test.each(Object.entries(READERS))("a form that is read by %s", async (_way, read) => {
    const server = await start(read);
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    onTestFinished(() => {
      agent.destroy();
      return server.close();
    });
    const answers = await Promise.all(VISITORS.map((name) => upload(server.url, agent, name)));
    for (const [index, { seen, cookies }] of answers.entries()) {
      const username = VISITORS[index];
      expect(seen).toBe(username);
      expect(cookies.map((line) => ({ ...readCookie(sessions, line) }))).toEqual([
        { username, _flashes: [["message", `for ${username}`]] },
      ]);
    }
  });
});
