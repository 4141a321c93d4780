// Which cookie doctor takes for the session, and what it does where there is none.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dewarJSON } from "./dewar.ts";
import { type Report, rulesOf } from "./report.ts";
import { flaskSite, type Site } from "./servers.ts";

const KEY = "a-key-for-the-tests-of-the-command-line";
let plain: Site;
beforeAll(async () => {
  plain = await flaskSite({ FLASK_SECRET_KEY: KEY });
});
afterAll(() => plain.close());

const doctor = (site: Site, path: string, ...more: string[]) =>
  dewarJSON<Report>(["doctor", ...more, `${site.origin}${path}`]);

describe("finding the session", () => {
  test("a page that sets none", async () => {
    const report = await doctor(plain, "/");
    expect(report).toMatchObject({ exit: 1, checked: ["session-found"] });
    expect(rulesOf(report)).toEqual(["warning session-found"]);
  });

  test("behind a form and a redirect", async () => {
    const report = await doctor(plain, "/login", "--data", "username=bob");
    expect(report.seen).toContain("Answered 302, then 200; examined");
    expect(rulesOf(report)).not.toContain("warning session-found");
  });

  test("of a visitor who has one, whose permanent session is refreshed", async () => {
    const { cookie } = await dewarJSON<{ cookie: string }>(["sign", "--permanent", "{}"], {
      env: { SECRET_KEY: KEY },
    });
    const report = await doctor(plain, "/", "--cookie", `session=${cookie}`);
    expect(rulesOf(report)).not.toContain("warning session-found");
  });

  test("by another name", async () => {
    const report = await doctor(plain, "/login", "--name", "app");
    expect(rulesOf(report)).toEqual(["warning session-found"]);
  });
});

test("nobody at home", async () => {
  expect(await dewarJSON(["doctor", "http://127.0.0.1:9/"])).toMatchObject({
    exit: 3,
    error: { code: "ERR_UNREACHABLE", message: expect.stringContaining("http://127.0.0.1:9") },
  });
});
