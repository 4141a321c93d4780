// The page about CSRF, its code with the real packages: a form of ours is accepted, any other refused.
import { type Client, createClient } from "dewar/testing";
import type express from "express";
import type { Express } from "express";
import { beforeAll, describe, expect, test } from "vitest";
import { serve } from "../adapters/serve.ts";
import { codeUnder, run } from "./block.ts";

const PAGE = "docs/csrf.md";
beforeAll(() => {
  process.env["SECRET_KEY"] = "key-of-the-csrf-tests-93e1f0a7";
  process.env["CSRF_SECRET"] = "another-key-of-the-csrf-tests-4b2c";
});

const load = async (heading: string): Promise<Client> => {
  const { app } = await run<{ app: Express }>(codeUnder(PAGE, heading), "app");
  app.post("/login", async (req, res) => {
    await req.session.regenerate();
    req.session["username"] = "alice";
    res.end();
  });
  app.all("/any", (_req, res) => void res.send("Accepted"));
  app.use(((error, _req, res, _next) => {
    res.status((error as { statusCode?: number }).statusCode ?? 500).end();
  }) as express.ErrorRequestHandler);
  return serve(app);
};

const form = async (client: Client): Promise<string> =>
  /value="([^"]+)"/.exec(await (await client.fetch("/form")).text())?.[1] ?? "";
const send = (client: Client, path: string, token: string, headers: Record<string, string> = {}) =>
  client
    .fetch(path, { method: "POST", body: new URLSearchParams({ csrf_token: token }), headers })
    .then(({ status }) => status);

describe.each(["csrf-sync", "csrf-csrf"])("%s", (heading) => {
  test("its own form is accepted, again and again", async () => {
    const client = await load(heading);
    const token = await form(client);
    expect(token.length).toBeGreaterThanOrEqual(64);
    expect([await send(client, "/form", token), await send(client, "/form", token)]).toEqual([
      200, 200,
    ]);
  });

  test("a header does as well", async () => {
    const client = await load(heading);
    const token = await form(client);
    const headers = { "x-csrf-token": token };
    expect((await client.fetch("/form", { method: "POST", headers })).status).toBe(200);
  });

  test("no token, a wrong one and that of another visitor are refused", async () => {
    const client = await load(heading);
    const stranger = createClient(client.url);
    const theirs = await form(stranger);
    const token = await form(client);
    const wrong = `${token[0] === "a" ? "b" : "a"}${token.slice(1)}`;
    for (const each of ["", wrong, theirs]) expect(await send(client, "/form", each)).toBe(403);
    expect(await send(createClient(client.url), "/form", token)).toBe(403);
  });

  test("a form from before a login is refused after it", async () => {
    const client = await load(heading);
    const token = await form(client);
    expect(await send(client, "/login", token)).toBe(200);
    expect(await send(client, "/form", token)).toBe(403);
    // csrf-csrf keeps its cookie, whose token fits the old id, until a page makes another.
    expect(await send(client, "/form", await form(client))).toBe(200);
  });
});

describe("without a token", () => {
  test.each([
    [200, "POST", { "sec-fetch-site": "same-origin" }],
    [200, "POST", { "sec-fetch-site": "none" }],
    [403, "POST", { "sec-fetch-site": "same-site" }],
    [403, "POST", { "sec-fetch-site": "cross-site" }],
    [403, "PUT", { "sec-fetch-site": "cross-site" }],
    [403, "DELETE", { "sec-fetch-site": "cross-site" }],
    [200, "GET", { "sec-fetch-site": "cross-site" }],
    [200, "POST", {}],
    [200, "POST", { origin: "own" }],
    [403, "POST", { origin: "https://evil.example" }],
    [403, "POST", { origin: "null" }],
    [403, "POST", { origin: "https://127.0.0.1.evil.example" }],
    [403, "POST", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
  ] as [number, string, Record<string, string>][])(
    "%i for a %s with %o",
    async (status, method, headers) => {
      const client = await load("Without a token");
      if (headers["origin"] === "own") headers["origin"] = client.url;
      expect((await client.fetch("/any", { method, headers })).status).toBe(status);
    },
  );
});
