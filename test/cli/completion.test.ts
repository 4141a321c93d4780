// The scripts in the shells themselves, where those are installed; bash is everywhere.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dewar, dewarJSON, run } from "./dewar.ts";
import { onTerminal } from "./terminal.ts";

const { stdout: help } = await dewar(["--help"]);
const COMMANDS = [...help.matchAll(/^ {2}(\w+) \[options\]/gm)]
  .map(([, name]) => name ?? "")
  .sort();
const has = async (shell: string) => (await run("sh", ["-c", `command -v ${shell}`])).code === 0;
const shells = { zsh: await has("zsh"), fish: await has("fish") };

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dewar-completion-"));
  for (const shell of ["bash", "zsh", "fish"]) {
    const { stdout, code } = await dewar(["completion", shell]);
    expect(code).toBe(0);
    writeFileSync(join(folder, shell), stdout);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

test("--json", async () => {
  const { script } = await dewarJSON<{ script: string }>(["completion", "bash"]);
  expect(script).toContain("complete -o default -F _dewar dewar");
});

describe("bash", () => {
  test.each([
    [
      ["dewar", ""],
      [...COMMANDS, "--help", "--version"],
    ],
    [["dewar", "ve"], ["verify"]],
    [
      ["dewar", "keygen", ""],
      ["--json", "--bytes", "--env", "--help"],
    ],
    [["dewar", "verify", "--a"], ["--as"]],
    [["dewar", "verify", "--as", "w"], ["wtf-csrf-token"]],
    [
      ["dewar", "completion", ""],
      ["bash", "zsh", "fish", "--json", "--help"],
    ],
    [["dewar", "rotate", "--file", ""], []],
  ])("%j", async (words, expected) => {
    const script = `source "${folder}/bash"; COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")})
      COMP_CWORD=${words.length - 1}; _dewar; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = await run("bash", ["--norc", "-c", script]);
    expect(stderr).toBe("");
    expect(stdout.split("\n").filter(Boolean).sort()).toEqual([...expected].sort());
  });
});

if (shells.fish)
  describe("fish", () => {
    test.each([
      ["dewar ", COMMANDS],
      ["dewar verify --a", ["--as"]],
      ["dewar verify --as w", ["wtf-csrf-token"]],
      ["dewar completion ", ["bash", "fish", "zsh"]],
    ])("%s", async (line, expected) => {
      const script = `source "${folder}/fish"; complete -C '${line}'`;
      const { stdout } = await run("fish", ["--no-config", "-c", script], {
        env: { HOME: folder },
      });
      const words = stdout
        .split("\n")
        .filter(Boolean)
        .map((each) => each.split("\t")[0]);
      expect(words.sort()).toEqual(expected);
    });
  });

if (shells.zsh)
  describe("zsh", () => {
    test("a command, an option's value", async () => {
      // Written so that the echo of the line is not what is waited for.
      const setup = `autoload -Uz compinit && compinit -u -D; source ${folder}/zsh; PS1=$'set\\x3e '\n`;
      const { shown } = await onTerminal(
        ["zsh", "-f"],
        [
          ["begin> ", setup],
          ["set> ", "dewar ver\t"],
          ["dewar verify ", "--as w\t"],
          ["--as wtf-csrf-token ", "\x15exit\n"],
        ],
        { env: { HOME: folder, TERM: "dumb", PS1: "begin> " } },
      );
      expect(shown).toContain("--as wtf-csrf-token ");
    });
  });
