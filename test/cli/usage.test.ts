// The command line itself: help, mistakes, exit codes.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dewar, dewarJSON, MAIN, run } from "./dewar.ts";

const { stdout: help } = await dewar(["--help"]);
const COMMANDS = [...help.matchAll(/^ {2}(\w+) \[options\]/gm)].map(([, name]) => name ?? "");
const { version } = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
) as { version: string };

test("--version", async () => {
  expect(await dewar(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test("the bin begins with what a shell needs", () => {
  expect(readFileSync(MAIN, "utf8").split("\n")[0]).toBe("#!/usr/bin/env node");
});

test("--help lists every command and every exit code", async () => {
  const { stdout, stderr, code } = await dewar(["--help"]);
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  expect(stdout).toBe(help);
  expect(COMMANDS).toEqual(
    expect.arrayContaining([
      "keygen",
      "decode",
      "verify",
      "sign",
      "rotate",
      "doctor",
      "completion",
    ]),
  );
  expect([...stdout.matchAll(/^ {2}(\d+) {2}/gm)].map(([, exit]) => exit)).toEqual([
    "0",
    "1",
    "2",
    "3",
    "70",
  ]);
});

test("no command at all: the help, as a mistake", async () => {
  const { stdout, stderr, code } = await dewar([]);
  expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  expect(stderr).toContain("Usage: dewar [options] [command]");
});

describe.each(COMMANDS)("%s --help", (command) => {
  test("has --json and examples of itself", async () => {
    const { stdout, code } = await dewar([command, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("--json");
    const examples = stdout.slice(stdout.indexOf("\nExamples:\n"));
    const lines = [...examples.matchAll(/^ {2}\$ dewar (\w+)/gm)].map(([, name]) => name);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(new Set(lines)).toEqual(new Set([command]));
  });
});

describe("mistakes", () => {
  test.each([
    [["verfy"], "Unknown command 'verfy' (Did you mean verify?)"],
    [["verify", "--sercet", "x"], "Unknown option '--sercet' (Did you mean --secret?)"],
    [["decode", "a", "b"], "Too many arguments for 'decode'. Expected 1 argument but got 2."],
    [["verify", "--as", "jwt", "x"], "Option '--as <what>' argument 'jwt' is invalid."],
    [["verify", "--max-age", "soon", "x"], "Expected seconds, or a number with w, d, h, m or s"],
    [["sign", "--at", "soon", "{}"], "Expected seconds since 1970, or a date"],
    [["completion", "tcsh"], "Allowed choices are bash, zsh, fish."],
    [["completion"], "Missing required argument 'shell'"],
    [["doctor"], "Expected either an address or --env."],
    [["doctor", "--env", "http://127.0.0.1/"], "Expected either an address or --env."],
    [["doctor", "127.0.0.1:5000"], "Expected an address that begins with http:// or https://"],
    [["doctor", "file:///etc/passwd"], "Expected an address that begins with http:// or https://"],
  ])("%j", async (args, message) => {
    const { stdout, stderr, code } = await dewar(args);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    expect(stderr).toMatch(/^error [A-Z]/);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^fix {3}\S/m);
    // For programs the same, on stdout.
    const [command = "", ...rest] = args;
    const { error } = await dewarJSON<{ error: Record<string, string> }>([command, ...rest]);
    expect(Object.keys(error)).toEqual(["code", "message", "fix"]);
    expect(error["code"]).toMatch(/^ERR_[A-Z_]+$/);
    expect(error["message"]).toContain(message);
  });
});

test("a reader that goes away early is no error", async () => {
  const script = `"${process.execPath}" "${MAIN}" completion zsh | head -c 1; exit "\${PIPESTATUS[0]}"`;
  expect(await run("bash", ["--norc", "-c", script])).toEqual({ code: 0, stdout: "#", stderr: "" });
});
