// A case that fails says what the author of the adapter or interface should look at.
import { adapterContract, sessionInterfaceContract } from "dewar/testing";
import { expect, test } from "vitest";
import { explained } from "../../src/testing/contract/case.ts";

const cases = [...adapterContract, ...sessionInterfaceContract];

test("each case says it in a sentence or more", () => {
  const silent = cases.filter(({ why }) => !/^[A-Z`].{30,}\.$/.test(why));
  expect(silent.map(({ name }) => name)).toEqual([]);
  expect(cases.length).toBeGreaterThan(60);
});

const failing = (thrown: unknown) =>
  explained({
    name: "fails",
    why: "Look there: $& is no pattern.",
    run: () => Promise.reject(thrown),
  });

test("the message and the stack of its error end with it", async () => {
  const error = new Error("expected 1, got 2");
  await expect(failing(error).run(0)).rejects.toBe(error);
  const told = "expected 1, got 2\n\nWhat to look at: Look there: $& is no pattern.";
  expect(error.message).toBe(told);
  expect(error.stack?.startsWith(`Error: ${told}\n    at `)).toBe(true);
});

test.each([
  [undefined],
  [null],
  ["text"],
  [{ message: 1 }],
  [Object.assign(new Error("a"), { stack: undefined })],
])("%o is thrown as it is, or with a message alone", async (thrown) => {
  await expect(failing(thrown).run(0)).rejects.toBe(thrown);
});

test("a case that passes is not changed", async () => {
  const seen: number[] = [];
  const passing = explained<number>({
    name: "passes",
    why: "Look there.",
    run: async (subject) => void seen.push(subject),
  });
  expect([passing.name, passing.why, await passing.run(7), seen]).toEqual([
    "passes",
    "Look there.",
    undefined,
    [7],
  ]);
});
