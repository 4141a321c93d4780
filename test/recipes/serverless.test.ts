// The handlers of the page about serverless, called with events as the gateway sends them.
import { SecureCookieSessionInterface } from "dewar";
import { readCookie } from "dewar/testing";
import { beforeAll, describe, expect, test } from "vitest";
import { codeUnder, run } from "./block.ts";

const secretKey = "key-of-the-serverless-tests-1f7a90";
const sessions = new SecureCookieSessionInterface({ secretKey, cookie: { secure: true } });
beforeAll(() => {
  process.env["SECRET_KEY"] = secretKey;
});

interface Answer {
  statusCode: number;
  body: string;
  cookies?: string[];
  headers?: Record<string, string | string[]>;
  multiValueHeaders?: Record<string, string[]>;
}
type Handler = (event: object, context: object) => Promise<Answer>;

/** An HTTP API's event (payload format 2), and a REST API's (format 1). */
const FORMATS: [string, (cookie: string) => object][] = [
  [
    "2.0",
    (cookie) => ({
      version: "2.0",
      routeKey: "$default",
      rawPath: "/",
      rawQueryString: "",
      headers: { host: "example.com" },
      cookies: cookie === "" ? undefined : [cookie],
      requestContext: { http: { method: "GET", path: "/", sourceIp: "203.0.113.7" } },
      isBase64Encoded: false,
    }),
  ],
  [
    "1.0",
    (cookie) => ({
      version: "1.0",
      resource: "/",
      path: "/",
      httpMethod: "GET",
      headers: { host: "example.com", ...(cookie && { cookie }) },
      multiValueHeaders: { host: ["example.com"], ...(cookie && { cookie: [cookie] }) },
      queryStringParameters: null,
      requestContext: { httpMethod: "GET", path: "/", identity: { sourceIp: "203.0.113.7" } },
      body: null,
      isBase64Encoded: false,
    }),
  ],
];

// A single cookie may be in `headers`; the gateway sends all three on.
const setCookie = ({ cookies, headers, multiValueHeaders }: Answer): string[] => [
  ...new Set(
    [cookies, multiValueHeaders?.["set-cookie"], headers?.["set-cookie"]].flatMap(
      (each) => each ?? [],
    ),
  ),
];

describe.each(["AWS Lambda with Hono", "AWS Lambda with Express"])("%s", (heading) => {
  test.each(FORMATS)("payload format %s", async (_, event) => {
    const { handler } = await run<{ handler: Handler }>(codeUnder("docs/serverless.md", heading));
    let cookie = "";
    for (const visits of [1, 2, 3]) {
      const answer = await handler(event(cookie), {});
      expect([answer.statusCode, answer.body]).toEqual([200, `Visits: ${visits}`]);
      const [line = "", ...others] = setCookie(answer);
      expect(others).toEqual([]);
      expect(line).toMatch(/^session=[^;]+;.*; Secure(;|$)/);
      expect(readCookie(sessions, line).get("visits")).toBe(visits);
      cookie = line.split(";")[0] ?? "";
    }
  });
});
