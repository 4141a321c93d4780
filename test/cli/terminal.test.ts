// On a terminal: colours, and a key that is typed and not shown.
import { describe, expect, test } from "vitest";
import { dewar, MAIN } from "./dewar.ts";
import { onTerminal } from "./terminal.ts";

const COOKIE = "eyJhIjoxfQ.ZVPxAA.-1QlRaColPEibXlFRFd2EAdBB74";
const KEY = "a-key-for-the-tests-of-the-command-line";
const QUESTION = "Secret key (not shown): ";
const command = (...args: string[]) => [process.execPath, MAIN, ...args];
const ESC = "\u001b[";

describe("colours", () => {
  test("on a terminal", async () => {
    const { shown, code } = await onTerminal(command("decode", COOKIE));
    expect(code).toBe(0);
    expect(shown).toContain(`${ESC}33mNOT VERIFIED`);
    expect(shown).toContain(`${ESC}36m"a"${ESC}39m: ${ESC}33m1${ESC}39m`);
  });

  test("of help and mistakes too", async () => {
    expect((await onTerminal(command("--help"))).shown).toContain(`${ESC}1mUsage:${ESC}22m`);
    const { shown, code } = await onTerminal(command("verfy"));
    expect(code).toBe(2);
    expect(shown).toContain(`${ESC}31merror${ESC}39m Unknown command`);
  });

  test.each([{ NO_COLOR: "1" }, { TERM: "dumb" }])("not with %j", async (env) => {
    expect((await onTerminal(command("decode", COOKIE), [], { env })).shown).not.toContain(ESC);
  });

  test("not in JSON", async () => {
    const { shown } = await onTerminal(command("decode", "--json", COOKIE));
    expect(shown).not.toContain(ESC);
    expect(JSON.parse(shown)).toMatchObject({ data: { a: 1 } });
  });

  test("not in a pipe, whatever the environment wants", async () => {
    for (const args of [["decode", COOKIE], ["--help"], ["doctor", "--env"]])
      expect((await dewar(args, { env: { FORCE_COLOR: "3" } })).stdout).not.toContain(ESC);
  });
});

describe("a key that is asked for", () => {
  test("is not shown", async () => {
    const { shown, code } = await onTerminal(command("sign", "--at", "1700000000", '{"a":1}'), [
      [QUESTION, "k\r"],
    ]);
    expect(code).toBe(0);
    expect(shown).toBe(`${QUESTION}\r\n${COOKIE}\r\n`);
  });

  test("can be mended while it is typed", async () => {
    const { shown } = await onTerminal(command("sign", "--at", "1700000000", '{"a":1}'), [
      [QUESTION, "kxx\x7f\x7f\r"],
    ]);
    expect(shown).toContain(COOKIE);
  });

  test("while stdin brings the cookie", async () => {
    const { stdout } = await dewar(["sign", "{}"], { env: { SECRET_KEY: KEY } });
    const { shown, code } = await onTerminal(command("verify"), [[QUESTION, `${KEY}\r`]], {
      input: stdout,
      env: { NO_COLOR: "1" },
    });
    expect(code).toBe(0);
    expect(shown).toContain("VERIFIED  This is a Flask session, signed with the key typed in.");
    expect(shown).not.toContain(KEY);
  });

  test.each([
    ["nothing", "\r"],
    ["Ctrl+C", "\x03"],
    ["Ctrl+D", "\x04"],
  ])("%s: no key", async (_, typed) => {
    const { shown, code } = await onTerminal(command("verify", COOKIE), [[QUESTION, typed]]);
    expect(code).toBe(2);
    expect(shown).toContain("ERR_NO_KEY");
  });

  test("is not asked for where there is one", async () => {
    const { shown } = await onTerminal(command("verify", COOKIE), [], { env: { SECRET_KEY: KEY } });
    expect(shown).not.toContain(QUESTION);
  });
});

test("a cookie that is missing is not waited for", async () => {
  const { shown, code } = await onTerminal(command("decode"));
  expect(code).toBe(2);
  expect(shown).toContain("Expected COOKIE, got nothing.");
});
