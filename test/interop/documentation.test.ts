// The documentation's Python is Python: what stands beside the TypeScript must at least compile.
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { allFences } from "../docs/fences.ts";
import { FLASKS } from "./peer.ts";

const blocks = allFences().filter(({ language }) => language === "python");
const [flask] = FLASKS;

test("there is some", () => {
  expect(blocks.length).toBeGreaterThan(5);
});

test.each(blocks)("$path:$line compiles", ({ path, line, code }) => {
  const compile = "import sys; compile(sys.stdin.read(), sys.argv[1], 'exec')";
  const python = flask?.python ?? "python3";
  execFileSync(python, ["-c", compile, `${path}:${line}`], { input: code });
});
