// Random hostile input: no command ends with a mistake of its own, and nothing raw is printed.
import fc from "fast-check";
import { expect, test } from "vitest";
import { json, KEY, pasted } from "./hostile.ts";
import { dewarHere, rawIn } from "./in-process.ts";

async function fuzz(args: string[], inputs: fc.Arbitrary<string>, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      const answer = await dewarHere(args, { input });
      expect({ ...answer, raw: rawIn(answer) }).toMatchObject({ raw: [] });
      expect([0, 1, 2]).toContain(answer.code);
      if (args.includes("--json")) JSON.parse(answer.stdout);
    }),
    { numRuns },
  );
}

const secret = ["--secret", KEY];
test.each([
  ["decode", []],
  ["decode", ["--json"]],
  ["decode", secret],
  ["verify", secret],
  ["verify", ["--json", ...secret]],
  ["verify", ["--as", "flask-session", ...secret]],
  ["verify", ["--as", "remember-token", "--max-age", "1", ...secret]],
])("%s %j", (command, more) => fuzz([command, ...more], pasted, 150));

test.each([
  ["sign", secret],
  ["sign", ["--json", "--permanent", "--at", "0", ...secret]],
  ["sign", ["--header", "--at", "999999999999", ...secret]],
])("%s %j", (command, more) => fuzz([command, ...more], fc.oneof(json, pasted), 150));

test("what sign makes, decode and verify read", async () => {
  await fc.assert(
    fc.asyncProperty(json, async (input) => {
      const { code, stdout } = await dewarHere(["sign", ...secret], { input });
      if (code !== 0) return;
      expect((await dewarHere(["verify", ...secret], { input: stdout })).code).toBe(0);
    }),
    { numRuns: 150 },
  );
});
