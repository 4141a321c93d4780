// What Node refuses to write throws before the head has left, so the page that answers instead may still
// change the session. And nothing that an application says after its answer was replaced ends the process.
import type { createServer, IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { SecureCookieSessionInterface, type Session } from "dewar";
import { session as expressSession } from "dewar/express";
import { session as nodeSession } from "dewar/node";
import { readCookie } from "dewar/testing";
import express, { type ErrorRequestHandler } from "express";
import { describe, expect, test } from "vitest";
import { OPTIONS, serve } from "./serve.ts";

const sessions = new SecureCookieSessionInterface(OPTIONS);
const tooLarge = Array.from({ length: 8000 }, () => Math.random().toString(36)[2]).join("");
const codeOf = (error: unknown): string => (error as { code: string }).code;

type Write = (res: ServerResponse) => unknown;
const REFUSED: [string, Write][] = [
  ["an object that is written", (res) => res.write({} as never)],
  ["null that is written", (res) => res.write(null as never)],
  ["a number at the end", (res) => res.end(5 as never)],
  ["an object at the end", (res) => res.end({} as never)],
];

describe.each(REFUSED)("%s", (_, write) => {
  test("leaves the session open to Express' error page", async () => {
    const page: ErrorRequestHandler = (error, req, res, _next) => {
      req.session["failed"] = codeOf(error);
      res.status(500).send("failed");
    };
    const app = express().use(expressSession(OPTIONS), (req, res) => {
      req.session["visits"] = 1;
      write(res);
    });
    const response = await (await serve(app.use(page))).fetch("/");
    expect([response.status, await response.text()]).toEqual([500, "failed"]);
    expect(response.headers.getSetCookie()).toHaveLength(1);
    const { visits, failed } = readCookie(sessions, response);
    expect([visits, failed]).toEqual([1, expect.stringMatching(/^ERR_(INVALID_ARG|STREAM_NULL)/)]);
  });

  test("leaves it open to a listener's own", async () => {
    const listener = nodeSession(OPTIONS)((req, res) => {
      req.session["visits"] = 1;
      try {
        write(res);
      } catch {
        req.session["visits"] = 2;
        res.writeHead(500).end("failed");
      }
    });
    const response = await (await serve(listener)).fetch("/");
    expect([response.status, await response.text()]).toEqual([500, "failed"]);
    expect(readCookie(sessions, response)["visits"]).toBe(2);
  });
});

describe("an end that comes when the error page has gone", () => {
  type Handler = (req: IncomingMessage & { session: Session }, res: ServerResponse) => void;

  test.each<[string, (handler: Handler) => Parameters<typeof createServer>[1] & object]>([
    [
      "node:http",
      nodeSession(OPTIONS, {
        onError: (error, _req, res) => {
          res.statusCode = 500;
          res.end(codeOf(error));
        },
      }) as never,
    ],
    [
      "Express",
      (handler) =>
        express().use(
          expressSession(OPTIONS),
          handler as never,
          ((error, _req, res, _next) => {
            res.status(500).send(codeOf(error));
          }) as ErrorRequestHandler,
        ),
    ],
  ])("%s", async (_, application) => {
    const said: unknown[] = [];
    const client = await serve(
      application((req, res) => {
        req.session["text"] = tooLarge;
        res.on("error", (error) => said.push(codeOf(error)));
        Readable.from(["one ", "two "]).pipe(res, { end: false });
        res.once("finish", () => res.end("the tail", () => said.push("ended")));
      }),
    );
    const response = await client.fetch("/");
    expect([response.status, await response.text()]).toEqual([500, "ERR_SESSION_TOO_LARGE"]);
    await expect.poll(() => said).toEqual(["ended"]);
  });
});
