// What an attacker may try, and what a developer may get wrong.
import { connect, createServer as createHttp2Server, type IncomingHttpHeaders } from "node:http2";
import type { AddressInfo } from "node:net";
import { Session } from "dewar";
import { CSRFError, crossOriginProtection, csrf, generateCsrf, validateCsrf } from "dewar/csrf";
import { session } from "dewar/express";
import { createClient } from "dewar/testing";
import express from "express";
import fc from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { serve } from "../adapters/serve.ts";
import { APPLICATIONS, SECRET } from "./applications.ts";

const secretKey = SECRET;
const options = { secretKey };
const codeOf = (run: () => unknown): string => {
  try {
    run();
    return "none";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

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

describe("tokens", () => {
  const sessionWith = (csrf_token: unknown): Session => new Session({ csrf_token });

  test("whatever is sent is refused with a CSRFError, or is the token", () => {
    const visitor = new Session();
    const token = generateCsrf(visitor, options);
    const hostile = fc.oneof(
      fc.anything(),
      fc.string({ unit: "binary" }),
      fc.string().map((text) => token + text),
      fc.tuple(fc.nat(token.length), fc.string()).map(([at, text]) => token.slice(0, at) + text),
      fc.tuple(fc.nat(token.length), fc.string()).map(([at, text]) => text + token.slice(at)),
    );
    fc.assert(
      fc.property(hostile, (data) => {
        const code = codeOf(() => validateCsrf(visitor, data, options));
        expect(code).toBe(data === token ? "none" : code);
        if (data !== token) expect(code).toMatch(/^ERR_CSRF_TOKEN_(MISSING|INVALID|EXPIRED)$/);
      }),
      { numRuns: 3000 },
    );
  });

  test("whatever lies in the session is no crash", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        const visitor = sessionWith(raw);
        const token = generateCsrf(visitor, options);
        const code = codeOf(() => validateCsrf(visitor, token, options));
        // Only text is ever equal. Number 0.1 and its like are written as Python writes them.
        expect(code).toBe(typeof raw === "string" ? "none" : "ERR_CSRF_TOKEN_MISMATCH");
      }),
      { numRuns: 1000 },
    );
  });

  test.each([new Uint8Array(20), new Date(0), new Map(), () => 1])(
    "a value that JSON does not have is replaced: %s",
    (raw) => {
      const visitor = sessionWith(raw);
      validateCsrf(visitor, generateCsrf(visitor, options), options);
      expect(visitor.get("csrf_token")).toMatch(/^[0-9a-f]{40}$/);
    },
  );

  test("each session has its own, and a second call changes nothing", () => {
    const [a, b] = [new Session(), new Session()];
    const token = generateCsrf(a, options);
    const raw = a.get("csrf_token");
    generateCsrf(a, options);
    generateCsrf(b, options);
    expect(a.get("csrf_token")).toBe(raw);
    expect(b.get("csrf_token")).not.toBe(raw);
    expect(codeOf(() => validateCsrf(b, token, options))).toBe("ERR_CSRF_TOKEN_MISMATCH");
  });

  test("of an older key are read until it is gone, and none that it signed after its end", () => {
    const now = 1_800_000_000_000;
    const clock = () => now;
    const old = "an-older-key-3e5f7a9b1c";
    const visitor = new Session();
    const token = generateCsrf(visitor, { secretKey: old, clock });
    const code = (...secretKeyFallbacks: object[]) =>
      codeOf(() =>
        validateCsrf(visitor, token, {
          secretKey,
          clock,
          secretKeyFallbacks: secretKeyFallbacks as never,
        }),
      );
    expect(code()).toBe("ERR_CSRF_TOKEN_INVALID");
    expect(code(old as never)).toBe("none");
    expect(code({ key: old, signedBefore: new Date(now + 1000) })).toBe("none");
    expect(code({ key: old, signedBefore: new Date(now) })).toBe("ERR_CSRF_TOKEN_INVALID");
    // And the new one never signs with it.
    expect(
      codeOf(() =>
        validateCsrf(
          visitor,
          generateCsrf(visitor, { secretKey, secretKeyFallbacks: [old] }),
          options,
        ),
      ),
    ).toBe("none");
  });

  test("a session's cookie is no token, and a token no cookie", () => {
    const visitor = new Session();
    const token = generateCsrf(visitor, options);
    expect(codeOf(() => validateCsrf(visitor, `session=${token}`, options))).toBe(
      "ERR_CSRF_TOKEN_INVALID",
    );
  });
});

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

test("an error says nothing of the token, and has a name, a code and a status", () => {
  const error = new CSRFError("ERR_CSRF_TOKEN_INVALID");
  expect({ ...error, name: error.name, message: error.message }).toMatchObject({
    name: "CSRFError",
    code: "ERR_CSRF_TOKEN_INVALID",
    status: 400,
    statusCode: 400,
    expose: true,
    message: "The CSRF token is invalid.",
  });
  expect(new CSRFError("ERR_CSRF_CROSS_ORIGIN").status).toBe(403);
});
