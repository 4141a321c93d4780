// What a developer may get wrong: an error at start-up, and never an open door.
import { Session } from "dewar";
import { crossOriginProtection, csrf, generateCsrf, validateCsrf } from "dewar/csrf";
import { session } from "dewar/express";
import express from "express";
import { describe, expect, test, vi } from "vitest";
import { serve } from "../adapters/serve.ts";
import { codeOf } from "./code-of.ts";
import { SECRET } from "./secret.ts";

const options = { secretKey: SECRET };

describe("what is refused when the protection is made", () => {
  test.each([
    ["secretKey expected text or bytes", () => csrf({ secretKey: 5 as never })],
    ["secretKey expected a key, got an empty one", () => csrf({ secretKey: "" })],
    [
      '"fallbackKeys" is not an option of csrf',
      () => csrf({ ...options, fallbackKeys: [] } as never),
    ],
    ['"method" is not an option', () => csrf({ ...options, method: "POST" } as never)],
    [
      "methods of csrf expected a list of texts",
      () => csrf({ ...options, methods: "POST" as never }),
    ],
    ["headers of csrf expected a list", () => csrf({ ...options, headers: [5] as never })],
    ["fieldName of csrf expected a name", () => csrf({ ...options, fieldName: "" })],
    ["exempt of csrf expected a function", () => csrf({ ...options, exempt: ["/a"] as never })],
    [
      "sslStrict of csrf expected true or false",
      () => csrf({ ...options, sslStrict: "no" as never }),
    ],
    ["timeLimit expected seconds", () => csrf({ ...options, timeLimit: -1 })],
    ["csrf expected options, got undefined", () => csrf(undefined as never)],
    ["generateCsrf expected options", () => generateCsrf(new Session(), "key" as never)],
    [
      '"exempt" is not an option of validateCsrf',
      () => validateCsrf(new Session(), "", { ...options, exempt: () => true } as never),
    ],
    [
      "trustedOrigins of crossOriginProtection expected a list",
      () => crossOriginProtection({ trustedOrigins: "https://a.example" as never }),
    ],
  ])("%s", (message, make) => {
    expect(make).toThrow(message);
    expect(codeOf(make)).toBe("ERR_SESSION_OPTIONS");
  });

  test.each([
    "null",
    "*",
    "https://*.example.com",
    "a.example",
    "https://a.example/",
    "https://a.example/path",
    "https://user@a.example",
    "https://a.example https://b.example",
    "//a.example",
  ])("the trusted origin %s", (origin) => {
    expect(() => crossOriginProtection({ trustedOrigins: [origin] })).toThrow(
      `such as "https://accounts.example.com"; got ${JSON.stringify(origin)}`,
    );
  });

  test("no key is an error at the first form, since a build may have none", () => {
    const protection = csrf({ secretKey: undefined });
    for (const use of [
      () => protection.generateCsrf(new Session()),
      () => protection.validateCsrf(new Session(), ""),
      () => protection.csrfMetaTag(new Session()),
    ])
      expect(use).toThrow("A secret key is required to use CSRF.");
  });
});

describe("a mistake does not open the door", () => {
  const evil = () =>
    new Request("https://site.example/", {
      method: "POST",
      headers: { "sec-fetch-site": "cross-site" },
    });

  test("an exempt function that is asynchronous", async () => {
    const handler = vi.fn((_request: Request, _session?: object) => new Response("passed"));
    const { fetch } = crossOriginProtection({ exempt: (async () => false) as never });
    await expect(fetch(handler)(evil())).rejects.toThrow("exempt expected true or false");
    expect(handler).not.toHaveBeenCalled();
  });

  test("methods in small letters", async () => {
    const handler = vi.fn((_request: Request, _session?: object) => new Response("passed"));
    const { fetch } = csrf({ ...options, methods: ["post"] });
    expect((await fetch(handler)(evil(), new Session())).status).toBe(400);
    expect(handler).not.toHaveBeenCalled();
  });

  test("an exempt function that throws", async () => {
    const handler = vi.fn((_request: Request, _session?: object) => new Response("passed"));
    const { fetch } = crossOriginProtection({
      exempt: () => {
        throw new RangeError("a mistake");
      },
    });
    await expect(fetch(handler)(evil())).rejects.toThrow("a mistake");
    expect(handler).not.toHaveBeenCalled();
  });

  test("no session on the request", async () => {
    const handler = vi.fn((_request: Request, _session?: object) => new Response("passed"));
    await expect(csrf(options).fetch(handler)(evil())).rejects.toThrow(
      "csrf expected a session on the request",
    );
    await expect(csrf(options).fetch(handler)(evil(), { csrf_token: "x" })).rejects.toThrow(
      "csrf expected a session on the request",
    );
    expect(handler).not.toHaveBeenCalled();
  });

  test("a form that is used up already", async () => {
    const handler = vi.fn((_request: Request, _session?: object) => new Response("passed"));
    const request = new Request("http://site.example/", {
      method: "POST",
      body: new URLSearchParams({ csrf_token: "x" }),
    });
    await request.text();
    await expect(csrf(options).fetch(handler)(request, new Session())).rejects.toThrow(
      "csrf expected a request whose body nobody has read",
    );
    expect(handler).not.toHaveBeenCalled();
  });

  test("a session under another name is found when it is said where", async () => {
    const app = express();
    app.use(session(options, { property: "flask" }));
    const { express: middleware } = csrf({
      ...options,
      session: (req: express.Request & { flask?: object }) => req.flask as object,
    });
    app.use(middleware);
    app.get("/", (_req, res) => void res.send(res.locals["csrf_token"]()));
    app.post("/", (_req, res) => void res.send("passed"));
    const client = await serve(app);
    const token = await (await client.fetch("/")).text();
    const headers = { "X-CSRFToken": token };
    expect(await (await client.fetch("/", { method: "POST", headers })).text()).toBe("passed");
  });
});
