// Each framework's real server, with forms as browsers send them.
import { request } from "node:http";
import { crossOriginProtection, csrf, type Protection } from "dewar/csrf";
import { createClient } from "dewar/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { APPLICATIONS, type Application } from "./applications.ts";
import { SECRET } from "./secret.ts";

const pathOf = (own: object): string => {
  const { path, url, req, request } = own as Record<string, unknown> & { url?: string };
  if (typeof path === "string") return path;
  return new URL(`${url ?? (req ?? (request as object))["url" as never]}`, "http://localhost")
    .pathname;
};
const exempt = (own: object): boolean => pathOf(own) === "/exempt";

async function visit(start: Application, protection: Protection) {
  const server = await start(protection);
  onTestFinished(() => server.close());
  const client = createClient(server.url);
  const send = async (path: string, init: RequestInit = {}) => {
    const response = await client.fetch(path, { method: "POST", ...init });
    return [response.status, await response.text()];
  };
  const token = async () => (await client.fetch("/form")).text();
  return { server, client, send, token };
}

const fields = (each: Record<string, string>): URLSearchParams => new URLSearchParams(each);
function multipart(each: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(each)) form.append(name, value);
  form.append("file", new Blob(["csrf_token"]), "csrf_token");
  return form;
}

const MISSING = [400, "The CSRF token is missing."];
const INVALID = [400, "The CSRF token is invalid."];

describe.each(APPLICATIONS)("csrf on %s", (_name, start, parsesForms) => {
  const protection = csrf({ secretKey: SECRET, exempt });

  test("a form with the token passes, and the handler reads it", async () => {
    const { send, token } = await visit(start, protection);
    const csrf_token = await token();
    const passed = [200, "The title"];
    const expected = parsesForms ? passed : MISSING;
    const title = "The title";
    expect(await send("/form", { body: fields({ csrf_token, title }) })).toEqual(expected);
    expect(await send("/form", { body: multipart({ csrf_token, title }) })).toEqual(expected);
    for (const method of ["PUT", "PATCH", "DELETE"])
      expect(
        await send("/form", { method, body: fields({ "f-csrf_token": csrf_token, title }) }),
      ).toEqual(expected);
  });

  test("a header passes, in any case, and a wrong one does not", async () => {
    const { send, token } = await visit(start, protection);
    const csrf_token = await token();
    for (const name of ["X-CSRFToken", "x-csrf-token"]) {
      expect((await send("/form", { headers: { [name]: csrf_token } }))[0]).toBe(200);
      expect(await send("/form", { headers: { [name]: "a.b.c" } })).toEqual(INVALID);
    }
  });

  test("without the token, with that of another visitor, or with it elsewhere, it is refused", async () => {
    const { send, token, server } = await visit(start, protection);
    const csrf_token = await token();
    const theirs = await (await createClient(server.url).fetch("/form")).text();
    expect(await send("/form", { body: fields({ title: "x" }) })).toEqual(MISSING);
    expect(await send("/form", { body: multipart({ title: "x" }) })).toEqual(MISSING);
    expect(await send(`/form?csrf_token=${csrf_token}`)).toEqual(MISSING);
    expect(
      await send("/form", {
        body: JSON.stringify({ csrf_token }),
        headers: { "content-type": "application/json" },
      }),
    ).toEqual(MISSING);
    expect(await send("/form", { headers: { "X-CSRFToken": theirs } })).toEqual([
      400,
      "The CSRF tokens do not match.",
    ]);
    if (parsesForms)
      expect(
        await send("/form", {
          body: fields({ csrf_token: "a.b.c" }),
          headers: { "X-CSRFToken": csrf_token },
        }),
      ).toEqual(INVALID);
  });

  test("a visitor without a session is refused, and gets no cookie", async () => {
    const { send, token, server } = await visit(start, protection);
    const csrf_token = await token();
    const headers = { "X-CSRFToken": csrf_token };
    const response = await fetch(`${server.url}/form`, { method: "POST", headers });
    expect([response.status, response.headers.getSetCookie()]).toEqual([400, []]);
    expect(await response.text()).toBe("The CSRF session token is missing.");
    expect(await send("/exempt")).toEqual([200, "exempt"]);
  });

  test("what is not a form is not taken for one", async () => {
    const { send, token } = await visit(start, protection);
    const body = `csrf_token=${await token()}`;
    for (const type of ["text/plain", "application/x-www-form-urlencoded-x"]) {
      const [status] = await send("/form", { body, headers: { "content-type": type } });
      // Fastify refuses what it has no parser for, before the check.
      expect([400, 415]).toContain(status);
    }
    const [status] = await send("/form", {
      body: "garbage",
      headers: { "content-type": `multipart/form-data; boundary=${"B".repeat(30)}` },
    });
    expect(status).toBeGreaterThanOrEqual(400);
  });
});

describe.each(APPLICATIONS)("crossOriginProtection on %s", (name, start) => {
  const protection = crossOriginProtection({
    trustedOrigins: ["https://accounts.example.com"],
    exempt,
  });

  /** Sends headers as they are; fetch would add some of its own. */
  const sent = (
    url: string,
    headers: Record<string, string | string[]>,
    method = "POST",
    path = "/form",
  ): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const all = { "content-length": "0", ...headers };
      request(url + path, { method, headers: all }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });

  test("lets pass what a page of this origin, the visitor or a program sends", async () => {
    const { server, client } = await visit(start, protection);
    const own = server.url;
    for (const headers of [
      {},
      { "sec-fetch-site": "same-origin" },
      { "sec-fetch-site": "none" },
      { "sec-fetch-site": "same-origin", origin: "null" },
      { origin: own },
      { origin: own.toUpperCase() },
      { origin: "https://accounts.example.com" },
      { origin: "https://accounts.example.com:443", "sec-fetch-site": "cross-site" },
      { origin: "http://[::1]:8080", host: "[::1]:8080" },
      { origin: "http://site.example", host: "site.example:80" },
      { origin: "https://site.example", host: "site.example:443" },
      { origin: "https://site.example", host: "SITE.example" },
    ])
      expect([headers, await sent(own, headers)]).toEqual([headers, 200]);
    const response = await client.fetch("/form", { method: "POST" });
    expect(response.headers.get("vary")).toBeNull();
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test("refuses what a page of another origin sends, with every method that changes something", async () => {
    const { server } = await visit(start, protection);
    const own = server.url;
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "cross-site", origin: own },
      { "sec-fetch-site": "" },
      { "sec-fetch-site": "Same-Origin" },
      { "sec-fetch-site": "same-origin, cross-site" },
      { "sec-fetch-site": ["same-origin", "same-origin"] },
      { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
      { origin: "null" },
      { origin: "" },
      { origin: "https://evil.example" },
      { origin: [own, own] },
      { origin: `${own}, https://evil.example` },
      { origin: `${own}/` },
      { origin: `${own}.evil.example` },
      { origin: own.replace("http:", "ftp:") },
      { origin: own.replace("//", "//user@") },
      { origin: own.replace(/:\d+$/, "") },
      { origin: own.replace(/\d$/, "") },
      { origin: "http://accounts.example.com" },
      { origin: "https://accounts.example.com:444" },
      { origin: "https://sub.accounts.example.com" },
      { origin: "https://accounts.example.com.evil.example" },
      { origin: "http://[::1]", host: "[::1]:8080" },
      { origin: "http://site.example", host: "site.example:443" },
      { origin: "http://site.example:443", host: "site.example" },
      { origin: "http://evil.example", "x-http-method-override": "GET" },
    ] as Record<string, string | string[]>[])
      for (const method of ["POST", "PUT", "PATCH", "DELETE"])
        expect([headers, await sent(own, headers, method)]).toEqual([headers, 403]);
  });

  test("leaves reading and the exempt path alone", async () => {
    const { server } = await visit(start, protection);
    const evil = { "sec-fetch-site": "cross-site", origin: "https://evil.example" };
    expect(await sent(server.url, evil, "GET")).toBe(200);
    expect(await sent(server.url, evil, "POST", "/exempt")).toBe(200);
    expect(await sent(server.url, evil, "POST", "/exempt?")).toBe(200);
    const refused = name === "Elysia" ? [404] : [403];
    // Another spelling is another path. Elysia has none there, and checks what has a route.
    expect(refused).toContain(await sent(server.url, evil, "POST", "/Exempt"));
    expect(refused).toContain(await sent(server.url, evil, "POST", "//exempt"));
    expect(refused).toContain(await sent(server.url, evil, "POST", "/form/..%2fexempt"));
  });
});
