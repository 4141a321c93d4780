import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configFromEnv } from "dewar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dewar, dewarJSON } from "./dewar.ts";

const OLD = "the-old-key-of-the-tests-of-rotate";
const KEY = /^[0-9a-f]{64}$/;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dewar-rotate-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("--file", () => {
  const write = (content: string): string => {
    const file = join(folder, ".env");
    writeFileSync(file, content);
    chmodSync(file, 0o600);
    return file;
  };

  test("changes the keys, and nothing else, and prints none", async () => {
    const file = write(`# mine\nPORT=5000\nexport FLASK_SECRET_KEY="${OLD}" # comment\nLAST=1\n`);
    const { stdout, code } = await dewar(["rotate", "--file", file]);
    expect(code).toBe(0);
    expect(stdout.split("\n")[0]).toBe(
      `Changed FLASK_SECRET_KEY_FALLBACKS, FLASK_SECRET_KEY in ${file}.`,
    );
    expect(stdout).not.toMatch(new RegExp(`${OLD}|[0-9a-f]{64}`));
    const content = readFileSync(file, "utf8");
    const [, key] = /^export FLASK_SECRET_KEY=([0-9a-f]{64})$/m.exec(content) ?? [];
    expect(content).toBe(
      `FLASK_SECRET_KEY_FALLBACKS='["${OLD}"]'\n# mine\nPORT=5000\nexport FLASK_SECRET_KEY=${key}\nLAST=1\n`,
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual([".env"]);
  });

  test("twice: dewar and Node's own reader have the new key and both old ones", async () => {
    const file = write(`FLASK_SECRET_KEY=${OLD}\n`);
    await dewar(["rotate", "--file", file]);
    const [, second] = /^FLASK_SECRET_KEY=(.*)$/m.exec(readFileSync(file, "utf8")) ?? [];
    await dewar(["rotate", "--file", file]);
    const print = "console.log(JSON.stringify(process.env))";
    const env = JSON.parse(
      execFileSync(process.execPath, [`--env-file=${file}`, "-e", print], { encoding: "utf8" }),
    );
    expect(configFromEnv(env)).toMatchObject({
      secretKey: expect.stringMatching(KEY),
      secretKeyFallbacks: [OLD, second],
    });
  });

  test("SECRET_KEY keeps its old value beside it", async () => {
    const file = write(`SECRET_KEY=${OLD}\r\nOLD_SECRET_KEY=older\r\n`);
    const { variables } = await dewarJSON<{ variables: string[] }>(["rotate", "--file", file]);
    expect(variables).toEqual(["OLD_SECRET_KEY", "SECRET_KEY"]);
    expect(readFileSync(file, "utf8")).toMatch(
      new RegExp(`^SECRET_KEY=[0-9a-f]{64}\\r\\nOLD_SECRET_KEY=${OLD}\\r\\n$`),
    );
  });

  test("a file without a key, and none at all", async () => {
    const without = await dewarJSON(["rotate", "--file", write("PORT=1\n")]);
    expect(without).toMatchObject({ exit: 2, error: { code: "ERR_NO_KEY" } });
    const missing = await dewarJSON(["rotate", "--file", join(folder, "missing")]);
    expect(missing).toMatchObject({ exit: 3, error: { code: "ERR_FILE" } });
  });
});
