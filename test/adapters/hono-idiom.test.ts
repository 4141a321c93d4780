// What is Hono's own: variables, renderers, error handlers, sub-applications.
import { SecureCookieSessionInterface, type Session } from "dewar";
import { type SessionVariables, session } from "dewar/hono";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { html } from "hono/html";
import { describe, expect, expectTypeOf, test } from "vitest";

const options = { secretKey: "0123456789abcdef0123456789abcdef" };
const sessions = new SecureCookieSessionInterface(options);
const cookieOf = (response: Response): string =>
  response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
const inCookie = (response: Response) => ({ ...sessions.openSession(cookieOf(response)) });

describe("the variable", () => {
  test("is typed through Variables", async () => {
    const app = new Hono<{ Variables: SessionVariables }>();
    app.use(session(options));
    app.get("/", (c) => {
      expectTypeOf(c.get("session")).toEqualTypeOf<Session>();
      expectTypeOf(c.var.getFlashedMessages).toBeFunction();
      c.get("session").set("visits", 1);
      return c.text("ok");
    });
    expect(inCookie(await app.request("/"))).toEqual({ visits: 1 });
  });

  test("is typed by the chain, with data and a name of its own", async () => {
    interface Data {
      username: string;
    }
    const app = new Hono()
      .use(
        session<Data, "user">(sessions as SecureCookieSessionInterface<Data>, { property: "user" }),
      )
      .get("/", (c) => {
        expectTypeOf(c.var.user).toEqualTypeOf<Session<Data>>();
        c.var.user.username = "alice";
        return c.text("ok");
      });
    expect(inCookie(await app.request("/"))).toEqual({ username: "alice" });
  });
});

describe("templates", () => {
  const app = new Hono<{ Variables: SessionVariables }>();
  app.use(session(options));
  app.use(async (c, next) => {
    c.setRenderer((content) => {
      const messages = c.var.get_flashed_messages(true) as [string, string][];
      const list = messages.map(
        ([category, message]) => html`<li class="${category}">${message}</li>`,
      );
      return c.html(html`<ul>${list}</ul><main>${content}</main>`);
    });
    await next();
  });
  app.post("/post", (c) => {
    c.get("session").flash("<Saved>", "success");
    return c.redirect("/post");
  });
  app.get("/post", (c) => c.render("page"));

  test("show what was flashed before a redirect, escaped, once", async () => {
    const posted = await app.request("/post", { method: "POST" });
    expect([posted.status, posted.headers.get("location")]).toEqual([302, "/post"]);
    const page = await app.request("/post", { headers: { cookie: cookieOf(posted) } });
    expect(await page.text()).toBe(
      '<ul><li class="success">&lt;Saved&gt;</li></ul><main>page</main>',
    );
    expect(cookieOf(page)).toBe("session=");
  });
});

describe("answers that no handler made", () => {
  const app = new Hono<{ Variables: SessionVariables }>();
  app.use(session(options));
  app.notFound((c) => {
    c.get("session").set("lost", true);
    return c.text("Not here", 404);
  });
  app.onError((error, c) => {
    c.get("session").set("error", error.message);
    return Response.redirect(new URL("/sorry", c.req.url));
  });
  app.get("/fails", () => {
    throw new Error("on purpose");
  });

  test("carry the session of notFound", async () => {
    const response = await app.request("/nowhere");
    expect([response.status, inCookie(response)]).toEqual([404, { lost: true }]);
  });

  test("carry the session of onError, in a redirect that is closed to changes", async () => {
    const response = await app.request("/fails");
    expect([response.status, response.headers.get("location")]).toEqual([
      302,
      "http://localhost/sorry",
    ]);
    expect(inCookie(response)).toEqual({ error: "on purpose" });
  });
});

test("headers that middleware sets on the way out survive, within and around the session", async () => {
  const app = new Hono<{ Variables: SessionVariables }>();
  const add = (vary: string, cookie: string): MiddlewareHandler => {
    return async (c, next) => {
      await next();
      c.header("Vary", vary, { append: true });
      c.header("Set-Cookie", cookie, { append: true });
    };
  };
  app.use(add("Accept", "around=1"), session(options), add("Origin", "within=1"));
  app.get("/", (c) => {
    c.get("session").set("visits", 1);
    return Response.redirect(new URL("/", c.req.url));
  });
  const { headers } = await app.request("/");
  expect(headers.get("vary")).toBe("Origin, Cookie, Accept");
  const names = headers.getSetCookie().map((line) => line.split("=")[0]);
  expect(names).toEqual(["within", "session", "around"]);
});

test("a sub-application sees the session, and the rest of the application does not pay", async () => {
  const admin = new Hono<{ Variables: SessionVariables }>();
  admin.use(session(options));
  admin.get("/", (c) => c.text(`${c.get("session").status}`));
  const app = new Hono().route("/admin", admin).get("/", (c) => c.text("free"));
  const [inside, outside] = [await app.request("/admin"), await app.request("/")];
  expect([await inside.text(), inside.headers.get("vary")]).toEqual(["new", "Cookie"]);
  expect([await outside.text(), outside.headers.get("vary")]).toEqual(["free", null]);
});

test("secure follows the address, and cookie options the context", async () => {
  const cookie = (c: Context) => ({ name: c.req.query("name") ?? "session" });
  const app = new Hono<{ Variables: SessionVariables }>();
  app.use(session({ ...options, cookie }));
  app.get("/", (c) => {
    c.get("session").set("visits", 1);
    return c.text("ok");
  });
  const lineOf = async (url: string) => (await app.request(url)).headers.getSetCookie()[0];
  expect(await lineOf("https://example.com/?name=tenant")).toMatch(/^tenant=.*; Secure/);
  expect(await lineOf("http://example.com/")).not.toMatch(/; Secure/);
});
