// What a stranger wrote does not reach the terminal as it is: names, attributes, headers, findings.
import { stripVTControlCharacters } from "node:util";
import { SecureCookieSessionInterface, type Session } from "dewar";
import { afterEach, describe, expect, test } from "vitest";
import { dewarHere, rawIn } from "./in-process.ts";
import { rawSite } from "./raw-site.ts";
import type { Report } from "./report.ts";
import type { Site } from "./servers.ts";

const KEY = "a-key-for-the-tests-of-the-command-line";
// OSC and CSI of C0 and C1, DEL, the bidi controls, what has no width, tags, separators.
const HOSTILE =
  "\x1b]pwned\x07\x1b[2J\x9b31m\x7f\u200e\u200f\u061c\u202e\u2066\u200b\ufeff\u{e0041}\u2028\u2029";
const SHOWN =
  "\\u001b]pwned\\u0007\\u001b[2J\\u009b31m\\u007f\\u200e\\u200f\\u061c\\u202e\\u2066\\u200b\\ufeff\\udb40\\udc41\\u2028\\u2029";

function cookieWith(key: string, value: string): string {
  const sessions = new SecureCookieSessionInterface({ secretKey: KEY });
  const session = sessions.openSession(null) as Session<Record<string, string>>;
  session[key] = value;
  const headers = new Headers();
  sessions.saveSession(session, headers);
  return headers.getSetCookie()[0]?.split(";")[0]?.slice("session=".length) ?? "";
}

const COMMANDS = {
  decode: ["decode"],
  "decode --json": ["decode", "--json"],
  verify: ["verify", "--secret", KEY],
};

describe.each(Object.entries(COMMANDS))("%s", (_, given) => {
  test("a cookie's name, and keys and values of its payload", async () => {
    const cookie = cookieWith(HOSTILE, HOSTILE);
    for (const line of [
      `Cookie: ${HOSTILE}=${cookie}`,
      `Set-Cookie: ${HOSTILE}=${cookie}; Path=/`,
    ]) {
      const answer = await dewarHere(given, { input: line });
      expect(rawIn(answer)).toEqual([]);
      // The name, the key, the value.
      expect(answer.stdout.split(SHOWN)).toHaveLength(4);
    }
  });

  test("in colours, too", async () => {
    const line = `Cookie: ${HOSTILE}=${cookieWith("\x1b[31ma", "\x1b[0m")}`;
    const plain = await dewarHere(given, { input: line });
    const coloured = await dewarHere(given, { input: line, colours: true });
    expect(stripVTControlCharacters(coloured.stdout)).toBe(plain.stdout);
  });

  test("names in an error", async () => {
    const answer = await dewarHere([...given, "--name", "\x1b[31m"], {
      input: `Cookie: ${HOSTILE}=1; b=2`,
    });
    expect(answer.code).toBe(2);
    expect(rawIn(answer)).toEqual([]);
    expect(answer.stdout + answer.stderr).toContain(given.includes("--json") ? "pwned" : SHOWN);
  });
});

test("--json says the same as before: the escapes are JSON's", async () => {
  const { stdout } = await dewarHere(["decode", "--json"], {
    input: `${HOSTILE}=x; ${HOSTILE}=${cookieWith(HOSTILE, HOSTILE)}`.replace(/^/, "Cookie: "),
  });
  expect(JSON.parse(stdout)).toMatchObject({ name: HOSTILE, data: { [HOSTILE]: HOSTILE } });
});

test("an unknown option, a path", async () => {
  for (const args of [[`--\x1b[2J${HOSTILE}`], ["rotate", "--file", `/no/${HOSTILE}`]]) {
    const answer = await dewarHere(args);
    expect(rawIn(answer)).toEqual([]);
    expect(answer.stderr).toContain("pwned");
  }
});

describe("doctor", () => {
  let site: Site | undefined;
  afterEach(() => site?.close());

  // Of what HTTP lets through: C1 and Latin-1.
  const c1 = "\x9b31m\x85\xad";
  const shown = "\\u009b31m\\u0085\\u00ad";

  test.each([["text"], ["json"], ["sarif"]])("%s of a hostile server", async (format) => {
    const value = cookieWith("a", "b");
    const cookie = `Set-Cookie: ${c1}=${value}; Domain=${c1}; Path=/${c1}`;
    site = await rawSite(() => `HTTP/1.1 200 OK\r\n${cookie}\r\n${cookie}\r\nVary: ${c1}\r\n\r\n`);
    const answer = await dewarHere(["doctor", "--format", format, `${site.origin}/`]);
    expect({ code: answer.code, stderr: answer.stderr }).toEqual({ code: 1, stderr: "" });
    expect(rawIn(answer)).toEqual([]);
    const text = format === "text" ? answer.stdout : JSON.stringify(JSON.parse(answer.stdout));
    for (const finding of [`Domain is "${c1}"`, `Path is "/${c1}"`, `Vary is "${c1}"`])
      if (format === "text") expect(text).toContain(finding.replace(c1, shown));
    if (format === "json") {
      const { findings } = JSON.parse(answer.stdout) as Report;
      expect(findings.map(({ what }) => what)).toEqual(
        expect.arrayContaining([
          `The response sets "${shown}" 2 times.`,
          `Domain is "${shown}": every host below it gets the session.`,
        ]),
      );
    }
  });
});
