// What was pasted is read in one pass: its length may be anybody's choice, in a saved response.
import { expect, test } from "vitest";
import { cookiesIn } from "../../src/token/index.ts";
import { dewarHere } from "./in-process.ts";

const headerOf = (count: number): string =>
  `Cookie: ${Array.from({ length: count }, (_, i) => `n${i}=${i}`).join("; ")}`;

const PIECES = 32;

/** The shortest of several runs, in milliseconds: what else the machine does only adds to it. */
function timeOf(action: () => void): number {
  const times = Array.from({ length: 4 }, () => {
    const started = performance.now();
    action();
    return performance.now() - started;
  });
  return Math.min(...times);
}

test("every cookie of a header, in its order, with all values of a name", () => {
  expect(cookiesIn("Cookie: b=1; a=%7C2; b=3")).toEqual([
    { name: "b", value: "1" },
    { name: "a", value: "|2" },
    { name: "b", value: "3" },
  ]);
});

test.each<[string, (size: number) => string]>([
  ["many names", headerOf],
  ["one name many times", (size) => `Cookie: ${"session=a; ".repeat(size)}`],
  ["white space after the colon", (size) => `Cookie:${" ".repeat(size * 10)}a\u2028b`],
  ["white space within a name", (size) => `a${" ".repeat(size * 10)}b=c; x=y`],
  ["many lines", (size) => "Set-Cookie: session=a; Path=/\n".repeat(size)],
  ["no name at all", (size) => "=".repeat(size * 10)],
])("%s: one long text takes about as long as its length in short ones", (_, textOf) => {
  const [short, long] = [textOf(2500), textOf(2500 * PIECES)];
  const pieces = timeOf(() => {
    for (let i = 0; i < PIECES; i++) cookiesIn(short);
  });
  // Quadratic time would make it 32 times as long.
  expect(timeOf(() => cookiesIn(long))).toBeLessThan(8 * Math.max(pieces, 1));
});

test("60,000 names are decoded, and an error names ten of them", async () => {
  const input = headerOf(60_000);
  expect(input.length).toBeGreaterThan(650_000);
  expect((await dewarHere(["decode"], { input })).stderr).toBe(
    'error Expected a cookie named "session", got "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9" and 59990 more. (ERR_COOKIE_NOT_FOUND)\n' +
      "fix   Name the cookie you mean with --name.\n",
  );
  const found = await dewarHere(["decode", "--json", "--name", "n59999"], { input });
  expect(JSON.parse(found.stdout)).toMatchObject({ name: "n59999", bytes: 5 });
});
