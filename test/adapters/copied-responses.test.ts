// A response gets its cookie on a copy. What the visitor receives is the same as without a session, and
// text leaves @hono/node-server without a stream, as it does without one.
import { serve } from "@hono/node-server";
import { session } from "dewar/hono";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { OPTIONS } from "./serve.ts";

const text = "Grüße";
const WAYS: Record<string, [make: () => Response, isText: boolean]> = {
  "text of the context": [() => new Response(text), true],
  "text with headers": [
    () => new Response(text, { status: 201, headers: { "content-type": "text/html", "x-a": "1" } }),
    true,
  ],
  "a list of headers": [
    () =>
      new Response(text, {
        headers: [
          ["x-a", "1"],
          ["x-a", "2"],
          ["set-cookie", "a=1"],
          ["set-cookie", "b=2"],
        ],
      }),
    true,
  ],
  "no body": [() => new Response(null, { status: 204 }), true],
  "no body and no status": [() => new Response(null), true],
  bytes: [() => new Response(new Uint8Array([1, 2, 255])), true],
  "JSON of the platform": [() => Response.json({ a: 1 }), true],
  "a redirect of the platform": [() => Response.redirect("http://example.com/", 303), true],
  "a stream": [() => new Response(new Blob([text]).stream()), false],
  "a copy of a response": [() => new Response(text, new Response(null, { status: 202 })), true],
  "a response that was looked into": [
    () => {
      const response = new Response(text, { headers: { "x-a": "1" } });
      void response.body;
      return response;
    },
    false,
  ],
  "a clone": [() => new Response(text, { headers: { "x-a": "1" } }).clone(), false],
};

const pathOf = (name: string): string => `/${name.replaceAll(" ", "-")}`;

async function start(withSession: boolean): Promise<{ url: string; kept: boolean[] }> {
  const app = new Hono();
  const kept: boolean[] = [];
  app.use(async (c, next) => {
    await next();
    const key = Object.getOwnPropertySymbols(c.res).find((each) => each.description === "cache");
    const [, body] =
      key === undefined ? [] : ((c.res as unknown as Record<symbol, unknown[]>)[key] ?? []);
    kept.push(key !== undefined && !(body instanceof ReadableStream));
  });
  if (withSession)
    app.use(session(OPTIONS), async (c, next) => {
      c.get("session" as never as "session")["visits"] = 1;
      await next();
    });
  for (const [name, [make]] of Object.entries(WAYS)) app.get(pathOf(name), () => make());
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  onFinished.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, kept };
}
const onFinished: (() => void)[] = [];

test.each(Object.entries(WAYS))("%s", async (name, [, isText]) => {
  const [bare, withSession] = [await start(false), await start(true)];
  const received = [];
  for (const { url } of [bare, withSession]) {
    const response = await fetch(url + pathOf(name), { redirect: "manual" });
    const headers = [...response.headers].filter(
      ([header, value]) =>
        !["date", "vary", "cache-control", "connection", "keep-alive"].includes(header) &&
        // Text has a length and a stream has none, where the platform's own response is copied.
        !(["content-length", "transfer-encoding"].includes(header) && !isText) &&
        !value.startsWith("session="),
    );
    const body = Buffer.from(await response.arrayBuffer()).toString("hex");
    received.push({ status: response.status, headers, body });
    if (url === withSession.url)
      expect(
        response.headers.getSetCookie().filter((line) => line.startsWith("session=")),
      ).toHaveLength(1);
  }
  expect(received[0]?.status).toBeLessThan(400);
  expect(received[1]).toEqual(received[0]);
  expect(withSession.kept).toEqual([isText]);
  for (const close of onFinished.splice(0)) close();
});

// @hono/node-server sends no text beside the status, but middleware around the session may look at it.
test("what the status is called", async () => {
  const app = new Hono();
  const called: string[] = [];
  app.use(async (c, next) => {
    await next();
    called.push(c.res.statusText);
  });
  app.use(session(OPTIONS), async (c, next) => {
    c.get("session" as never as "session")["visits"] = 1;
    await next();
  });
  app.get(
    "/",
    () => new Response(text, { status: 201, statusText: "Made", headers: { "x-a": "1" } }),
  );
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  const response = await fetch(`http://127.0.0.1:${port}/`);
  expect(called).toEqual(["Made"]);
  expect([response.status, response.headers.get("x-a"), await response.text()]).toEqual([
    201,
    "1",
    text,
  ]);
  server.close();
});
