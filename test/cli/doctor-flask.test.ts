// What doctor says of real Flask applications.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dewar, dewarJSON } from "./dewar.ts";
import { type Report, rulesOf } from "./report.ts";
import { flaskSite, type Site } from "./servers.ts";

const KEY = "a-key-for-the-tests-of-the-command-line";
let plain: Site;
let careless: Site;
beforeAll(async () => {
  [plain, careless] = await Promise.all([
    flaskSite({ FLASK_SECRET_KEY: KEY }),
    flaskSite({
      FLASK_SECRET_KEY: "hard to guess string",
      FLASK_SESSION_COOKIE_NAME: "__Secure-app",
      FLASK_SESSION_COOKIE_HTTPONLY: "false",
      FLASK_SESSION_COOKIE_SAMESITE: "None",
      FLASK_SESSION_COOKIE_DOMAIN: "127.0.0.1",
      FLASK_SESSION_COOKIE_PATH: "/login",
      FLASK_PERMANENT_SESSION_LIFETIME: String(500 * 86_400),
    }),
  ]);
});
afterAll(() => Promise.all([plain.close(), careless.close()]));

const doctor = (site: Site, path: string, ...more: string[]) =>
  dewarJSON<Report>(["doctor", ...more, `${site.origin}${path}`]);

test("Flask's defaults on loopback", async () => {
  const report = await doctor(plain, "/login");
  expect(report.exit).toBe(1);
  expect(report.seen).toMatch(
    /^Answered 200; examined the cookie "session" of \/login, \d+ bytes\.$/,
  );
  expect(rulesOf(report)).toEqual([
    "warning cookie-samesite",
    "warning response-cache-control",
    "note cookie-secure",
  ]);
  expect(report.counts).toEqual({ error: 0, warning: 2, note: 1 });
  for (const finding of report.findings)
    expect(finding).toEqual({
      rule: expect.any(String),
      level: expect.stringMatching(/^(error|warning|note)$/),
      what: expect.stringMatching(/\.$/),
      why: expect.stringMatching(/\.$/),
      fix: expect.stringMatching(/\.$/),
    });
});

test("for people: what, why, fix", async () => {
  const { stdout, stderr, code } = await dewar(["doctor", `${plain.origin}/login`]);
  expect({ stderr, code }).toEqual({ stderr: "", code: 1 });
  const blocks = stdout.trimEnd().split("\n\n");
  expect(blocks[0]?.split("\n")[0]).toBe(`${plain.origin}/login`);
  for (const block of blocks.slice(1, -1))
    expect(block).toMatch(
      /^(?:error {2}|warning|note {3}) .+ \([a-z-]+\)\n {2}why {3}.+\n {2}fix {3}.+$/,
    );
  expect(blocks.at(-1)).toBe("14 of 17 checks found nothing. 0 errors, 2 warnings, 1 note.");
});

test("every careless option", async () => {
  const report = await doctor(careless, "/remember");
  expect(report.exit).toBe(1);
  expect(rulesOf(report)).toEqual([
    "error cookie-httponly",
    "error cookie-samesite",
    "error cookie-prefix",
    "error key-known",
    "warning cookie-domain",
    "warning cookie-lifetime",
    "warning response-cache-control",
    "note cookie-secure",
    "note cookie-path",
  ]);
  expect(JSON.stringify(report)).not.toContain("hard to guess");
});

describe("the payload", () => {
  test("secrets by path, never by value", async () => {
    const report = await doctor(plain, "/secrets");
    const finding = report.findings.find(({ rule }) => rule === "payload-secret");
    expect(finding?.what).toBe(
      "The cookie is readable, and these look like secrets: session.db.password, session.tokens.",
    );
    expect(JSON.stringify(report)).not.toMatch(/hunter2|eyJhbGci/);
  });

  test.each([
    [1500, []],
    [2600, ["warning cookie-size"]],
    [3000, ["error cookie-size"]],
  ])("of %d random bytes", async (size, expected) => {
    const report = await doctor(plain, `/large/${size}`);
    expect(rulesOf(report).filter((rule) => rule.endsWith("cookie-size"))).toEqual(expected);
  });
});
