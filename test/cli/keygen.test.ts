import { expect, test } from "vitest";
import { dewar, dewarJSON } from "./dewar.ts";

test("a key is 64 hex digits, another one each time", async () => {
  const [one, other] = await Promise.all([dewar(["keygen"]), dewar(["keygen"])]);
  expect(one).toEqual({ code: 0, stderr: "", stdout: expect.stringMatching(/^[0-9a-f]{64}\n$/) });
  expect(one.stdout).not.toBe(other.stdout);
});

test("--bytes makes it longer or shorter, and no shorter than production takes", async () => {
  expect((await dewar(["keygen", "--bytes", "16"])).stdout).toMatch(/^[0-9a-f]{32}\n$/);
  const refused = await dewar(["keygen", "--bytes", "8"]);
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toContain("Expected a whole number from 16 to 1024.");
});

test("--env prints the line for .env", async () => {
  expect((await dewar(["keygen", "--env"])).stdout).toMatch(/^SECRET_KEY=[0-9a-f]{64}\n$/);
  const named = await dewar(["keygen", "--env", "FLASK_SECRET_KEY"]);
  expect(named.stdout).toMatch(/^FLASK_SECRET_KEY=[0-9a-f]{64}\n$/);
  expect((await dewar(["keygen", "--env", "not a name"])).code).toBe(2);
});

test("--json", async () => {
  const made = await dewarJSON<{ key: string }>(["keygen", "--env", "KEY"]);
  expect(made).toEqual({
    exit: 0,
    key: expect.stringMatching(/^[0-9a-f]{64}$/),
    bytes: 32,
    variable: "KEY",
    line: `KEY=${made.key}`,
  });
});
