// What an attacker, a proxy and a middleware before the check may do.
import { connect, createServer as createHttp2Server, type IncomingHttpHeaders } from "node:http2";
import type { AddressInfo } from "node:net";
import { type CSRFError, crossOriginProtection, csrf } from "dewar/csrf";
import { session } from "dewar/express";
import { createClient } from "dewar/testing";
import express from "express";
import { describe, expect, onTestFinished, test } from "vitest";
import { serve } from "../adapters/serve.ts";
import { APPLICATIONS } from "./applications.ts";
import { SECRET } from "./secret.ts";

const options = { secretKey: SECRET };

describe("behind a proxy that the application trusts", () => {
  const PROXIED = APPLICATIONS.filter(([name]) => /Express|Koa|Fastify/.test(name));
  const forwarded = (host: string, more: Record<string, string>) => ({
    "x-forwarded-host": host,
    "x-forwarded-proto": "https",
    ...more,
  });

  test.each(PROXIED)("%s: the origin is that of the visitor's address", async (_, start) => {
    const server = await start(crossOriginProtection());
    onTestFinished(() => server.close());
    const ask = (headers: Record<string, string>) =>
      fetch(`${server.url}/form`, { method: "POST", headers }).then(({ status }) => status);
    const origin = "https://www.example.com";
    expect(await ask(forwarded("www.example.com", { origin }))).toBe(200);
    expect(await ask(forwarded("www.example.com:443", { origin }))).toBe(200);
    expect(await ask(forwarded("www.example.com", { origin: `${origin}:8443` }))).toBe(403);
    expect(await ask(forwarded("evil.example", { origin }))).toBe(403);
    // Whoever sits in the network can make an http page of this host.
    expect(await ask(forwarded("www.example.com", { origin: "http://www.example.com" }))).toBe(403);
    // The framework says http: then something that it does not know of may end TLS before it.
    expect(await ask({ origin: server.url.replace("http:", "https:") })).toBe(200);
  });

  test.each(PROXIED)("%s: over https the token needs a Referer of this host", async (_, start) => {
    const server = await start(csrf(options));
    onTestFinished(() => server.close());
    const client = createClient(server.url);
    const token = await (await client.fetch("/form")).text();
    const ask = async (host: string, referer?: string): Promise<string> => {
      const headers = { "X-CSRFToken": token, ...(referer !== undefined && { referer }) };
      return (
        await client.fetch("/form", { method: "POST", headers: forwarded(host, headers) })
      ).text();
    };
    const mismatch = "The referrer does not match the host.";
    expect(await ask("www.example.com", "https://www.example.com/a")).toBe("undefined");
    expect(await ask("www.example.com:443", "https://www.example.com/")).toBe("undefined");
    expect(await ask("www.example.com", "https://www.example.com:443/")).toBe("undefined");
    expect(await ask("www.example.com")).toBe("The referrer header is missing.");
    expect(await ask("www.example.com", "http://www.example.com/")).toBe(mismatch);
    expect(await ask("www.example.com", "https://evil.example/www.example.com")).toBe(mismatch);
  });
});

test("a forwarded host is not believed without a proxy that is trusted", async () => {
  const app = express();
  app.use(crossOriginProtection().express);
  app.post("/", (_req, res) => void res.send("passed"));
  app.use(
    ((_error, _req, res, _next) => void res.status(403).end()) as express.ErrorRequestHandler,
  );
  const client = await serve(app);
  const headers = { origin: "https://evil.example", "x-forwarded-host": "evil.example" };
  expect((await client.fetch("/", { method: "POST", headers })).status).toBe(403);
});

test.each([csrf(options), crossOriginProtection()])(
  "a method override that ran before does not open the door",
  async (protection) => {
    const app = express();
    app.use(session(options));
    // What the package method-override does.
    app.use((req, _res, next) => {
      Object.assign(req, { originalMethod: req.method, method: "GET" });
      next();
    });
    app.use(protection.express);
    app.get("/", (_req, res) => void res.send("passed"));
    app.use(((error: CSRFError, _req, res, _next) => {
      res.status(error.status).end();
    }) as express.ErrorRequestHandler);
    const client = await serve(app);
    const headers = { "sec-fetch-site": "cross-site" };
    expect([400, 403]).toContain((await client.fetch("/", { method: "POST", headers })).status);
  },
);

test("methods that nobody lists are refused across origins, too", async () => {
  const handler = crossOriginProtection().fetch(() => new Response("passed"));
  const ask = async (method: string) =>
    (
      await handler(
        new Request("https://site.example/", {
          method,
          headers: { origin: "https://evil.example" },
        }),
      )
    ).status;
  for (const method of ["PROPFIND", "QUERY", "get ".trim().concat("x"), "LINK"])
    expect([method, await ask(method)]).toEqual([method, 403]);
  // fetch writes these in capitals, and no others.
  for (const method of ["get", "head", "OPTIONS"])
    expect([method, await ask(method)]).toEqual([method, 200]);
});

test("over HTTP/2 the host is the authority", async () => {
  const protection = crossOriginProtection();
  const server = createHttp2Server(
    protection.node((_request, response) => void response.end("passed")) as never,
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = connect(origin);
  onTestFinished(() => {
    client.close();
    server.close();
  });
  const ask = (from: string) =>
    new Promise((resolve, reject) => {
      client
        .request({ ":method": "POST", ":path": "/", origin: from })
        .on("response", (headers: IncomingHttpHeaders) => resolve(headers[":status"]))
        .on("error", reject)
        .end();
    });
  expect([await ask(origin), await ask("https://evil.example")]).toEqual([200, 403]);
});
