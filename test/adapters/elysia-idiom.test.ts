// What is Elysia's own: the typed chain, plugins in plugins, its cookies, its error handlers.
import { SecureCookieSessionInterface, type Session } from "dewar";
import { session } from "dewar/elysia";
import { Elysia } from "elysia";
import { describe, expect, expectTypeOf, test } from "vitest";

const options = { secretKey: "0123456789abcdef0123456789abcdef" };
const sessions = new SecureCookieSessionInterface(options);
const get = (app: { handle(request: Request): Promise<Response> }, path: string, cookie = "") =>
  app.handle(new Request(`http://localhost${path}`, { headers: { cookie } }));
const linesOf = ({ headers }: Response) => headers.getSetCookie();
const inCookie = (response: Response) => ({
  ...sessions.openSession(
    linesOf(response)
      .find((line) => line.startsWith("session="))
      ?.split(";")[0],
  ),
});

test("the context has the session and the template helpers, typed", async () => {
  const app = new Elysia().use(session(options)).get("/", ({ session, getFlashedMessages }) => {
    expectTypeOf(session).toEqualTypeOf<Session>();
    session.set("visits", 1);
    session.flash("Saved");
    return getFlashedMessages();
  });
  const response = await get(app, "/");
  expect([await response.json(), inCookie(response)]).toEqual([["Saved"], { visits: 1 }]);
});

test("data and the name may be the application's own", async () => {
  interface Data {
    username: string;
  }
  const users = sessions as SecureCookieSessionInterface<Data>;
  const app = new Elysia()
    .use(session<Data, "user">(users, { property: "user" }))
    .get("/", ({ user }) => {
      expectTypeOf(user).toEqualTypeOf<Session<Data>>();
      user.username = "alice";
      return "ok";
    });
  expect(inCookie(await get(app, "/"))).toEqual({ username: "alice" });
});

describe("the session is in every answer", () => {
  const app = new Elysia()
    .use(session(options))
    .onError(({ code, error, session }) => {
      session.set("error", code === "NOT_FOUND" ? code : (error as Error).message);
      return "Sorry";
    })
    .get("/fails", () => {
      throw new Error("on purpose");
    })
    .get("/status", ({ session, status }) => {
      session.set("visits", 1);
      return status(418, "teapot");
    })
    .get("/redirect", ({ session, redirect }) => {
      session.set("visits", 1);
      return redirect("http://localhost/elsewhere");
    })
    .get("/cookies", ({ session, cookie }) => {
      session.set("visits", 1);
      cookie["other"]?.set({ value: "1" });
      return "ok";
    });

  test.each([
    ["/nowhere", 404, { error: "NOT_FOUND" }],
    ["/fails", 500, { error: "on purpose" }],
    ["/status", 418, { visits: 1 }],
    ["/redirect", 302, { visits: 1 }],
  ])("%s", async (path, status, data) => {
    const response = await get(app, path);
    expect([response.status, inCookie(response)]).toEqual([status, data]);
  });

  test("beside Elysia's own cookies", async () => {
    const names = linesOf(await get(app, "/cookies")).map((line) => line.split("=")[0]);
    expect(names.sort()).toEqual(["other", "session"]);
  });
});

describe("a plugin of the application", () => {
  const visit = (app: Elysia) =>
    app.use(session(options)).get("/visit", ({ session }) => {
      session["visits"] = session.get("visits", 0) + 1;
      return `${session["visits"]}`;
    });

  test("may have the same session: there is one of it", async () => {
    const app = new Elysia()
      .use(session({ ...options, cookie: { httpOnly: false } }))
      .use(visit(new Elysia() as never));
    const first = await get(app, "/visit");
    const [line = "", ...more] = linesOf(first);
    expect(more).toEqual([]);
    const second = await get(app, "/visit", line.split(";")[0]);
    expect([await first.text(), await second.text()]).toEqual(["1", "2"]);
  });

  test("may have another session beside it", async () => {
    const admin = new Elysia()
      .use(session({ ...options, cookie: { name: "admin" } }, { property: "admin" }))
      .get("/admin", ({ admin }) => {
        admin["level"] = 1;
        return "ok";
      });
    const app = new Elysia()
      .use(session(options))
      .use(admin)
      .get("/both", ({ session, admin }) => {
        session["visits"] = 1;
        admin["level"] = 2;
        return "ok";
      });
    const names = async (path: string) =>
      linesOf(await get(app, path)).map((line) => line.split("=")[0]);
    expect(await names("/admin")).toEqual(["admin"]);
    expect((await names("/both")).sort()).toEqual(["admin", "session"]);
  });
});

test("without compiled handlers there is an error that says so, not a session that is lost", async () => {
  const messages: string[] = [];
  const app = new Elysia({ aot: false })
    .onError(({ error }) => {
      messages.push((error as Error).message);
    })
    .use(session(options))
    .get("/", () => "ok");
  expect((await get(app, "/")).status).toBe(500);
  expect(messages).toEqual([expect.stringContaining("got `aot: false`")]);
});
