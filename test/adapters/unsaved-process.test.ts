// A visitor can make a session that no cookie takes. Wherever that is found out, it is one error page:
// the process lives, nothing hangs, and nothing goes on for a visitor who has the page.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, ask2 } from "./process/ask.ts";
import { type Process, startProcess } from "./process/child.ts";
import { WAYS } from "./process/ways.ts";

const APPLICATIONS = [
  "node:http",
  "HTTP/2",
  "Express 5",
  "Express 4",
  "Express behind compression",
  "Express before compression",
  "connect",
  "polka",
  "Koa without its answer",
  "Fastify, hijacked",
];

const FAILED = { status: 500, setCookie: [], location: undefined, etag: undefined };
const CODES = { "too-large": "ERR_SESSION_TOO_LARGE", unserialisable: "ERR_JSON_ENCODE" };
const reported = (report: string) => ({ reports: [report], warnings: [], running: 0 });

let application: Process;
beforeAll(async () => {
  application = await startProcess();
});
afterAll(() => application.stop());

describe.each(APPLICATIONS)("%s", (name) => {
  const visit = name === "HTTP/2" ? ask2 : ask;

  test("an answer with a session that cannot be saved is one error page", async () => {
    const url = application.urlOf(name);
    for (const way of Object.keys(WAYS))
      for (const [kind, code] of Object.entries(CODES))
        for (const method of ["GET", "HEAD"]) {
          const place = `${method} ${kind}, ${way}`;
          const { body, ...failed } = await visit(
            url,
            `/${kind}?${encodeURIComponent(way)}`,
            method,
          );
          expect({ place, ...failed }).toEqual({ place, ...FAILED });
          if (method === "GET") expect({ place, body }).not.toEqual({ place, body: "" });
          const state = await application.settled();
          expect({ place, ...state }).toEqual({ place, ...reported(`${code} ${method}`) });
        }
    const { status, setCookie } = await visit(url, "/good?end", "GET");
    expect([status, setCookie.length]).toEqual([200, 1]);
  });

  test("a cookie function that a visitor makes give nonsense", async () => {
    const url = application.urlOf(name);
    const { body: _body, ...failed } = await visit(url, "/good?end", "GET", "hostile.example");
    expect(failed).toEqual(FAILED);
    expect(await application.settled()).toEqual(reported("ERR_SESSION_OPTIONS GET"));
    const { status, setCookie } = await visit(url, "/good?end", "GET");
    expect([status, setCookie.length]).toEqual([200, 1]);
  });
});
