// Names that promise something to browsers, which compare them without regard to case.
import { expect, test } from "vitest";
import { checkFlags } from "../../src/cli/doctor/cookie-flags.ts";
import { RULES } from "../../src/cli/doctor/rules.ts";

const place = { https: true, loopback: false, now: 0 };
const GOOD = { httpOnly: true, sameSite: "lax", secure: true, path: "/" } as const;

const prefixFindings = (name: string, more: object = {}): string[] =>
  checkFlags({ name, value: "x", ...GOOD, ...more }, place)
    .filter(({ rule }) => rule === "cookie-prefix")
    .map(({ level, what }) => `${level} ${what}`);

test.each(["__Host-app", "__host-app", "__HOST-app", "__hOsT-app"])("%s", (name) => {
  const broken = [`error "${name}" lacks what its prefix promises: browsers drop the cookie.`];
  expect(prefixFindings(name)).toEqual([]);
  expect(prefixFindings(name, { secure: undefined })).toEqual(broken);
  expect(prefixFindings(name, { domain: "example.com" })).toEqual(broken);
  expect(prefixFindings(name, { path: "/app" })).toEqual(broken);
});

test.each(["__Secure-app", "__secure-app", "__SECURE-app"])("%s", (name) => {
  expect(prefixFindings(name, { secure: undefined })).toEqual([
    `error "${name}" lacks what its prefix promises: browsers drop the cookie.`,
  ]);
  expect(prefixFindings(name, { domain: "example.com" })).toEqual([]);
  // A sibling that has https can set it as well.
  expect(prefixFindings(name)).toEqual([`note "${name}" could be "__Host-app".`]);
});

test("without a prefix: what could be done, and against what", () => {
  expect(prefixFindings("session")).toEqual(['note "session" could be "__Host-session".']);
  expect(prefixFindings("session", { domain: "example.com" })).toEqual([]);
  expect(RULES["cookie-prefix"].why).toContain("login CSRF by cookie tossing");
});
