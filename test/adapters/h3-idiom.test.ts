// What is h3's own: values instead of responses, error handlers, mounted applications.
import { SecureCookieSessionInterface, type Session } from "dewar";
import { session } from "dewar/h3";
import { H3, type H3Event, HTTPError, HTTPResponse, redirect } from "h3";
import { describe, expect, expectTypeOf, test } from "vitest";

const options = { secretKey: "0123456789abcdef0123456789abcdef" };
const sessions = new SecureCookieSessionInterface(options);
const inCookie = (response: Response) => {
  const [line, ...more] = response.headers.getSetCookie();
  expect(more).toEqual([]);
  return { ...sessions.openSession(line?.split(";")[0]) };
};

const application = (config: ConstructorParameters<typeof H3>[0] = {}): H3 =>
  new H3({ silent: true, ...config }).use(session(options));
const write = (event: H3Event): void => event.context.session.set("visits", 1);

test("the session and the template helpers are in the event's context, typed", async () => {
  const app = application().get("/", ({ context }) => {
    expectTypeOf(context.session).toEqualTypeOf<Session>();
    context.session.flash("Saved", "success");
    return context.get_flashed_messages({ with_categories: true });
  });
  expect(await (await app.request("/")).json()).toEqual([["success", "Saved"]]);
});

describe("the session is in what a handler gives back", () => {
  const VALUES: Record<string, () => unknown> = {
    text: () => "text",
    nothing: () => null,
    object: () => ({ headers: { vary: "not a header\n" } }),
    bytes: () => new Uint8Array([1]),
    stream: () => new Blob(["body"]).stream(),
    redirect: () => redirect("/elsewhere"),
    "a response of h3": () =>
      new HTTPResponse("body", { headers: { vary: "Origin" }, status: 201 }),
    "a response": () => new Response("body", { headers: { vary: "Origin" } }),
    "a closed response": () => Response.redirect("http://localhost/elsewhere"),
    "a response of an error": () => new Response("body", { status: 500 }),
    "a returned error": () => new HTTPError({ status: 418 }),
  };
  test.each(Object.entries(VALUES))("%s", async (name, value) => {
    const app = application().get("/", (event) => {
      write(event);
      return value();
    });
    const response = await app.request("/");
    expect(inCookie(response)).toEqual({ visits: 1 });
    const { headers } = response;
    expect([headers.get("vary"), headers.get("cache-control")]).toEqual([
      name.startsWith("a response") && !name.endsWith("error") ? "Origin, Cookie" : "Cookie",
      "private",
    ]);
  });
});

describe("the session is in what an error is answered with", () => {
  const fails = (app: H3): H3 =>
    app.get("/", (event) => {
      write(event);
      throw new HTTPError({ status: 418, headers: { vary: "Origin" } });
    });

  test("by h3, with the error's own headers", async () => {
    const response = await fails(application()).request("/");
    expect([response.status, response.headers.get("vary")]).toEqual([418, "Origin, Cookie"]);
    expect(inCookie(response)).toEqual({ visits: 1 });
  });

  test.each<[string, number, () => unknown]>([
    ["a text", 200, () => "Sorry"],
    ["a response", 500, () => new Response("Sorry", { status: 500 })],
    ["a closed response", 302, () => Response.redirect("http://localhost/sorry")],
    ["nothing", 418, () => undefined],
  ])("by onError, which may change it: %s", async (_what, status, answer) => {
    const onError = (error: HTTPError, { context }: H3Event) => {
      context.session.set("error", error.status);
      return answer();
    };
    const response = await fails(application({ onError })).request("/");
    expect(response.status).toBe(status);
    expect(inCookie(response)).toEqual({ visits: 1, error: 418 });
  });

  test("when no route has the path", async () => {
    const onError = ({ status }: HTTPError, { context }: H3Event) => {
      context.session.set("error", status);
    };
    const app = application({ onError });
    expect(inCookie(await app.request("/nowhere"))).toEqual({ error: 404 });
    expect(inCookie(await app.request("/nowhere"))).toEqual({ error: 404 });
  });

  test("when the configuration is frozen, as by a server", async () => {
    const app = fails(application({ onError: () => new Response("Sorry", { status: 500 }) }));
    (app as { config: object }).config = Object.freeze(app.config);
    expect(inCookie(await app.request("/"))).toEqual({ visits: 1 });
  });

  test("when it cannot be saved: then an error itself, without a cookie", async () => {
    const app = application().get("/", ({ context }) => {
      context.session.set("callback", () => {});
      return "ok";
    });
    const response = await app.request("/");
    expect([response.status, response.headers.getSetCookie()]).toEqual([500, []]);
  });
});

test("a mounted application has the session of the one around it", async () => {
  const inner = new H3().get("/page", (event) => {
    write(event);
    return "inner";
  });
  const response = await application().mount("/inner", inner).request("/inner/page");
  expect([await response.text(), inCookie(response)]).toEqual(["inner", { visits: 1 }]);
});

test("cookie options may follow the event", async () => {
  const cookie = ({ url }: H3Event) => ({ name: url.searchParams.get("name") ?? "session" });
  const app = new H3().use(session({ ...options, cookie })).get("/", (event) => {
    write(event);
    return "ok";
  });
  const response = await app.request("/?name=tenant");
  expect(response.headers.getSetCookie()[0]).toMatch(/^tenant=/);
});

test("a middleware around it may still answer with an error: the cookie is sent, once", async () => {
  for (const onError of [undefined, () => new Response("Sorry", { status: 500 })]) {
    const app = new H3({ silent: true, ...(onError && { onError }) });
    app.use("/thrown", async (_event, next) => {
      await next();
      throw new Error("on purpose");
    });
    app.use("/replaced", async (_event, next) => {
      await next();
      return new Response("Sorry", { status: 503, headers: { vary: "Origin" } });
    });
    app.use(session(options));
    app.use(({ context }) => {
      context.session["seen"] = true;
      return "seen";
    });
    for (const path of ["/thrown", "/replaced"]) {
      const { headers, status } = await app.request(path);
      expect([path, status >= 500, headers.getSetCookie().length]).toEqual([path, true, 1]);
      expect(headers.get("cache-control")).toBe("private");
    }
  }
});
