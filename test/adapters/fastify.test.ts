import cookie from "@fastify/cookie";
import view from "@fastify/view";
import { SecureCookieSessionInterface, SessionOptionsError } from "dewar";
import * as context from "dewar/context";
import { session } from "dewar/fastify";
import { type Client, createClient, readCookie } from "dewar/testing";
import fastify, { type FastifyInstance } from "fastify";
import nunjucks from "nunjucks";
import { expect, onTestFinished, test } from "vitest";
import { fastifyApplication, listening } from "../contracts/fastify-application.ts";
import { runContract } from "../contracts/run-contract.ts";
import { OPTIONS, OVER_HTTPS, TEMPLATES } from "./serve.ts";

runContract("Fastify", () => listening(fastifyApplication()));

const sessions = new SecureCookieSessionInterface(OPTIONS);

async function serve(app: FastifyInstance): Promise<Client> {
  const server = await listening(app);
  onTestFinished(() => server.close());
  return createClient(server.url);
}

function withSession(options: { trustProxy?: boolean } = {}): FastifyInstance {
  const app = fastify(options);
  app.register(session, OPTIONS);
  return app;
}

test("Secure follows what Fastify takes for https", async () => {
  for (const trustProxy of [false, true]) {
    const app = withSession({ trustProxy });
    app.get("/", async (request) => {
      request.session["seen"] = true;
    });
    const response = await (await serve(app)).fetch("/", OVER_HTTPS);
    expect(response.headers.get("set-cookie")?.includes("Secure")).toBe(trustProxy);
  }
});

test("a session is in the scope that registered it and below, not beside it", async () => {
  const app = fastify();
  const seen = (request: object) => `${"session" in request && request.session !== undefined}`;
  app.register(async (shop) => {
    shop.register(session, OPTIONS);
    shop.get("/shop", async (request) => seen(request));
    shop.register(async (cart) => {
      cart.get("/shop/cart", async (request) => {
        request.session["cart"] = [];
        return seen(request);
      });
    });
  });
  app.register(async (health) => {
    health.get("/health", async (request) => seen(request));
  });
  const client = await serve(app);
  expect(await (await client.fetch("/shop")).text()).toBe("true");
  const cart = await client.fetch("/shop/cart");
  expect([await cart.text(), cart.headers.getSetCookie().length]).toEqual(["true", 1]);
  const health = await client.fetch("/health");
  expect([await health.text(), health.headers.get("vary")]).toEqual(["false", null]);
});

test("a session interface can be given in place of options", async () => {
  const app = fastify();
  app.register(session, { sessionInterface: sessions });
  app.get("/", async (request) => {
    request.session["name"] = "alice";
  });
  const response = await (await serve(app)).fetch("/");
  expect(readCookie(sessions, response).get("name")).toBe("alice");
});

test("options that cannot be right fail the start", async () => {
  const app = fastify();
  app.register(session, { secretKey: "" });
  await expect(app.ready()).rejects.toThrow(SessionOptionsError);
});

test("lives beside @fastify/cookie", async () => {
  const app = withSession();
  app.register(cookie);
  app.get("/", async (request, reply) => {
    request.session["name"] = "alice";
    reply.setCookie("theme", "dark", { path: "/" });
    return request.cookies;
  });
  const client = await serve(app);
  const response = await client.fetch("/");
  expect(response.headers.getSetCookie().map((line) => line.split("=")[0])).toEqual(
    expect.arrayContaining(["theme", "session"]),
  );
  const cookies = (await (await client.fetch("/")).json()) as object;
  expect(Object.keys(cookies).sort()).toEqual(["session", "theme"]);
});

test.each(["before", "after"])("@fastify/view has the messages, registered %s", async (when) => {
  const app = fastify();
  const options = { engine: { nunjucks }, root: TEMPLATES };
  if (when === "before") app.register(view, options);
  app.register(session, OPTIONS);
  if (when === "after") app.register(view, options);
  app.get("/", (request, reply) => {
    request.session.flash("Saved", "success");
    return reply.viewAsync("flashes.njk");
  });
  const response = await (await serve(app)).fetch("/");
  expect(await response.text()).toBe("[success: Saved]\n");
});

test("a reply that was hijacked has the cookie", async () => {
  const app = withSession();
  app.get("/", (request, reply) => {
    request.session["name"] = "alice";
    reply.hijack();
    reply.raw.writeHead(200, { vary: "Origin" });
    reply.raw.end("raw");
  });
  const response = await (await serve(app)).fetch("/");
  expect(await response.text()).toBe("raw");
  expect(readCookie(sessions, response).get("name")).toBe("alice");
  expect(response.headers.get("vary")).toBe("Origin, Cookie");
});

test("a web response keeps its headers, and gets ours", async () => {
  const app = withSession();
  app.get("/", (request, reply) => {
    request.session["name"] = "alice";
    const headers = new Headers({ vary: "Origin", "cache-control": "max-age=60" });
    headers.append("set-cookie", "one=1");
    headers.append("set-cookie", "two=2");
    reply.send(new Response("web", { status: 201, headers }));
  });
  const response = await (await serve(app)).fetch("/");
  expect([response.status, await response.text()]).toEqual([201, "web"]);
  expect(response.headers.get("vary")).toBe("Origin, Cookie");
  expect(response.headers.get("cache-control")).toBe("max-age=60, private");
  expect(response.headers.getSetCookie().slice(0, 2)).toEqual(["one=1", "two=2"]);
  expect(readCookie(sessions, response).get("name")).toBe("alice");
});

test("what cannot be saved is an error's reply, whoever sends and when", async () => {
  const app = withSession();
  const tooLarge = Array.from({ length: 8000 }, () => Math.random().toString(36)[2]).join("");
  app.addHook("onSend", async () => {
    await new Promise(setImmediate);
  });
  app.setErrorHandler<Error & { code: string }>((error, _request, reply) => {
    reply.status(500).send(error.code);
  });
  app.get("/later", (request, reply) => {
    setTimeout(() => {
      request.session["text"] = tooLarge;
      reply.send("never");
    }, 5);
  });
  const response = await (await serve(app)).fetch("/later");
  expect([response.status, await response.text()]).toEqual([500, "ERR_SESSION_TOO_LARGE"]);
  expect(response.headers.getSetCookie()).toEqual([]);
});

test("the context is there after a body was parsed", async () => {
  const app = withSession();
  app.post<{ Body: { name: string } }>("/", async (request) => {
    context.session["name"] = request.body.name;
    return request.session["name"];
  });
  const response = await (await serve(app)).fetch("/", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "alice" }),
  });
  expect(await response.text()).toBe("alice");
});

test("a regenerated session is everywhere the one that is saved", async () => {
  const app = withSession();
  app.get("/", async (request) => {
    const before = request.session;
    before["cart"] = ["bottle"];
    await before.regenerate();
    request.session["name"] = "alice";
    return [before !== request.session, before["cart"], context.session["name"]];
  });
  const response = await (await serve(app)).fetch("/");
  expect(await response.json()).toEqual([true, ["bottle"], "alice"]);
  expect(Object.fromEntries(readCookie(sessions, response))).toEqual({ name: "alice" });
});
