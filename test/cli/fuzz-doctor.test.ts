// Two hundred answers of a hostile server: doctor reports, or says why it cannot.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { json, noise, signed, value } from "./hostile.ts";
import { dewarHere, rawIn } from "./in-process.ts";
import { rawSite } from "./raw-site.ts";
import type { Site } from "./servers.ts";

// C1 gets through HTTP, C0 does not: most answers are without it, so that they are read at all.
const C0 = /(?![\x80-\x9f])\p{Cc}/gu;

describe("doctor and a hostile server", () => {
  let site: Site;
  let next = "";
  beforeAll(async () => {
    site = await rawSite(() => next);
  });
  afterAll(() => site.close());

  // What HTTP lets through, and some that it does not.
  const latin1 = noise.map((text) => Buffer.from(text, "latin1").toString("latin1"));
  const line = latin1.map((text) => text.replace(C0, ""));
  const location = fc.oneof(
    fc.constantFrom(
      "http://[",
      "//[",
      "http://",
      "javascript:1",
      "?",
      "#",
      "//",
      "http://a:b@c",
      "%",
    ),
    fc.constantFrom(
      "http://127.0.0.1:99999/",
      "https://",
      "data:,",
      "\\\\x",
      "http://%zz",
      "/\x9b",
    ),
    line,
  );
  const cookie = fc
    .tuple(line, value, line)
    .map(([name, text, rest]) => `${name}=${text}; ${rest}`.replace(C0, ""));
  const attributes = fc.constantFrom(
    ...["Max-Age=1e999", `Max-Age=${"9".repeat(400)}`, "Max-Age=-1", "Expires=Thu, 99 Foo", "Path"],
    ...[
      "Expires=Fri, 31 Dec 275760 00:00:00 GMT",
      "Domain=",
      "Domain=\x9b",
      "SameSite=\x9b",
      "=;=",
    ],
  );
  const good = fc.oneof(
    location.map((text) => `Location: ${text}`),
    cookie.map((text) => `Set-Cookie: ${text}`),
    fc.tuple(cookie, attributes).map(([text, more]) => `Set-Cookie: ${text}; ${more}`),
    fc
      .tuple(json, attributes)
      .map(([text, more]) => `Set-Cookie: session=${signed(text, 0)}; ${more}`),
    line.map((text) => `Vary: ${text}`),
    line.map((text) => `Cache-Control: ${text}`),
  );
  const broken = fc.oneof(
    fc.constantFrom("Content-Encoding: gzip", "Transfer-Encoding: chunked", "Content-Length: -1"),
    fc.constantFrom("Content-Length: 99999999", "Connection: \x9b", "Trailer: a", "Upgrade: h2c"),
    noise,
  );
  const status = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom("200 OK", "302 Found", "301 \x9b", "307 T", "404 N") },
    {
      weight: 1,
      arbitrary: fc.constantFrom("304 N", "100 C", "101 S", "999 X", "000 X", "-1", "", "2000 X"),
    },
  );
  const head = fc
    .tuple(
      status,
      fc.array(fc.oneof({ weight: 15, arbitrary: good }, { weight: 1, arbitrary: broken }), {
        maxLength: 5,
      }),
      latin1,
    )
    .map(([first, headers, body]) => `HTTP/1.1 ${[first, ...headers].join("\r\n")}\r\n\r\n${body}`);
  const answer = fc.oneof(
    { weight: 12, arbitrary: head },
    { weight: 1, arbitrary: latin1 },
    { weight: 1, arbitrary: fc.constant(`HTTP/1.1 200 OK\r\nA: ${"a".repeat(100_000)}\r\n\r\n`) },
  );

  test("200 answers, in every format", async () => {
    const seen = new Map<number, number>();
    const format = fc.constantFrom("text", "json", "sarif");
    await fc.assert(
      fc.asyncProperty(answer, format, async (text, name) => {
        next = text;
        const args = ["doctor", "--timeout", "1", "--format", name, `${site.origin}/`];
        const report = await dewarHere(args);
        expect({ ...report, raw: rawIn(report) }).toMatchObject({ raw: [] });
        expect([0, 1, 3]).toContain(report.code);
        if (name !== "text" && report.code !== 3) JSON.parse(report.stdout);
        seen.set(report.code, (seen.get(report.code) ?? 0) + 1);
      }),
      { numRuns: 200, endOnFailure: true },
    );
    // Both happen: reports, and answers that are not HTTP.
    expect(seen.get(1)).toBeGreaterThan(60);
    expect(seen.get(3)).toBeGreaterThan(10);
  });
});
