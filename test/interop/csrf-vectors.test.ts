// The vectors of Flask-WTF are what the generator makes today, byte for byte.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { PYTHON } from "./peer.ts";

test("the generator makes the same vectors again", () => {
  const folder = mkdtempSync(join(tmpdir(), "dewar-csrf-"));
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  try {
    const out = join(folder, "vectors.jsonl");
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1" };
    const run = spawnSync(PYTHON, [here("../csrf/generate.py"), "--out", out], {
      env,
      encoding: "utf8",
    });
    expect(run.stderr).toBe("");
    const [kept = [], made = []] = [here("../csrf/vectors.jsonl"), out].map((path) =>
      readFileSync(path, "utf8").split("\n"),
    );
    const at = kept.findIndex((line, index) => line !== made[index]);
    expect({ line: made[at], lines: made.length }).toEqual({ line: kept[at], lines: kept.length });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
