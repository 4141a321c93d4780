import { createServer } from "node:http";
import { SecureCookieSessionInterface } from "dewar";
import { session } from "dewar/fetch";
import {
  type Client,
  CookieJar,
  createClient,
  fixedClock,
  forgeCookie,
  readCookie,
  sessionTransaction,
} from "dewar/testing";
import { CookieJar as ToughCookieJar } from "tough-cookie";
import { describe, expect, test } from "vitest";
import { serve } from "../adapters/serve.ts";

const clock = fixedClock("2030-01-01T00:00:00Z");
const sessions = new SecureCookieSessionInterface({
  secretKey: "key-of-the-client-tests-90c4a7",
  clock,
});

const app = session(sessions)(async (request, session) => {
  const { pathname } = new URL(request.url);
  if (pathname === "/login" && request.method === "POST") {
    session["username"] = await request.text();
    session.flash("Logged in", "success");
    return new Response(null, { status: 302, headers: { location: "/" } });
  }
  if (pathname === "/again")
    return new Response(null, { status: 302, headers: { location: "/again" } });
  if (pathname === "/keep") return new Response(null, { status: 307, headers: { location: "/" } });
  return new Response(`${request.method} ${session.get("username", "nobody")}`);
});

const text = async (client: Client, path: string, init?: RequestInit) =>
  (await client.fetch(path, init)).text();

describe("createClient", () => {
  const logIn: RequestInit = { method: "POST", body: "alice" };

  test("keeps the cookies of a handler in this process", async () => {
    const client = createClient(app);
    expect((await client.fetch("/login", logIn)).status).toBe(302);
    expect(await text(client, "/")).toBe("GET alice");
    expect(await text(createClient(app), "/")).toBe("GET nobody");
  });

  test("keeps the cookies of a server", async () => {
    const client = await serve((req, res) => {
      res.setHeader("set-cookie", "count=1; Path=/");
      res.end(`${req.headers.cookie}`);
    });
    expect([await text(client, "/"), await text(client, "/")]).toEqual(["undefined", "count=1"]);
  });

  test("follows redirects when asked to, keeping the cookies on the way", async () => {
    expect(await text(createClient(app), "/login", { ...logIn, redirect: "follow" })).toBe(
      "GET alice",
    );
    expect(await text(createClient(app), "/keep", { method: "HEAD", redirect: "follow" })).toBe(
      "HEAD nobody",
    );
    await expect(text(createClient(app), "/again", { redirect: "follow" })).rejects.toThrow(
      "after 20 redirects",
    );
    await expect(
      text(createClient(app), "/keep", { method: "POST", body: "x", redirect: "follow" }),
    ).rejects.toThrow("status 307 to a POST");
  });

  test("sends a cookie of the request beside those of the jar", async () => {
    const jar = new CookieJar();
    jar.setCookie("one=1; Path=/", "http://localhost/");
    const client = createClient((request) => new Response(request.headers.get("cookie")), { jar });
    expect(await text(client, "/", { headers: { cookie: "two=2" } })).toBe("two=2; one=1");
  });
});

describe("sessionTransaction", () => {
  test("changes the session between requests, and gives what the callback returns", async () => {
    const client = createClient(app);
    const returned = await sessionTransaction(client, sessions, async (session) => {
      session["username"] = "bob";
      return "returned";
    });
    expect(returned).toBe("returned");
    expect(await text(client, "/")).toBe("GET bob");
    await sessionTransaction(client, sessions, (session) => session.clear());
    expect(await text(client, "/")).toBe("GET nobody");
  });

  test("sees what the application left, and leaves it there", async () => {
    const client = createClient(app);
    await client.fetch("/login", { method: "POST", body: "alice" });
    const look = () =>
      sessionTransaction(client, sessions, (session) => session.getFlashedMessages());
    await sessionTransaction(client, sessions, (session) =>
      expect(session["username"]).toBe("alice"),
    );
    expect([await look(), await look()]).toEqual([["Logged in"], []]);
  });

  test("saves nothing when the callback throws", async () => {
    const client = createClient(app);
    const failed = sessionTransaction(client, sessions, (session) => {
      session["username"] = "bob";
      throw new RangeError("in the callback");
    });
    await expect(failed).rejects.toThrow(RangeError);
    expect(await text(client, "/")).toBe("GET nobody");
  });

  test("works with any jar: tough-cookie's", async () => {
    const client = createClient(app, { jar: new ToughCookieJar() });
    await sessionTransaction(client, sessions, (session) => {
      session["username"] = "carol";
    });
    expect(await text(client, "/")).toBe("GET carol");
  });
});

describe("forgeCookie and readCookie", () => {
  test("make a visitor who is logged in, and look at what an answer says", async () => {
    const cookie = forgeCookie(sessions, { username: "alice" }, { permanent: true });
    const request = new Request("http://localhost/", { headers: { cookie } });
    const response = await app(request);
    expect(await response.text()).toBe("GET alice");
    const seen = readCookie(sessions, response);
    expect([seen.status, seen.permanent, seen["username"]]).toEqual(["valid", true, "alice"]);
    expect(Object.fromEntries(readCookie(sessions, response.headers))).toEqual(
      Object.fromEntries(seen),
    );
  });

  test("read a header of either kind, and say why there is no session", () => {
    const cookie = forgeCookie(sessions, { a: 1 });
    expect(readCookie(sessions, cookie)["a"]).toBe(1);
    expect(readCookie(sessions, `${cookie}; Path=/; HttpOnly`)["a"]).toBe(1);
    expect(readCookie(sessions, "session=forged").status).toBe("bad-signature");
    expect(readCookie(sessions, new Headers()).status).toBe("new");
  });

  test("see a cookie expire when the clock is moved", () => {
    const cookie = forgeCookie(sessions, { a: 1 });
    clock.advance({ days: 30 });
    expect(sessions.openSession(cookie).status).toBe("valid");
    clock.advance({ days: 1, seconds: 1 });
    expect(sessions.openSession(cookie).status).toBe("expired");
  });
});

test("a server's address may have a path", async () => {
  const server = createServer((req, res) => res.end(req.url));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const client = createClient(new URL(`http://127.0.0.1:${port}/shop/`));
  expect(await text(client, "cart")).toBe("/shop/cart");
  server.close();
});
