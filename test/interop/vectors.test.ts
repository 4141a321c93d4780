// The vectors are what the generator makes today, byte for byte.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { FLASKS, PYTHON } from "./peer.ts";

const VECTORS = fileURLToPath(new URL("../vectors", import.meta.url));
const KINDS = ["session", "reject", "signer", "set_cookie", "http"];

test("Flask is the version of requirements.txt", () => {
  const pins = readFileSync(new URL("requirements.txt", import.meta.url), "utf8");
  const [, pinned] = /^flask==(.+)$/m.exec(pins) ?? [];
  // If not: .venv/bin/pip install -r test/interop/requirements.txt
  expect(FLASKS.map(({ version }) => version)).toContain(pinned);
});

test("the generator makes the same vectors again", () => {
  const out = mkdtempSync(join(tmpdir(), "dewar-vectors-"));
  try {
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1" };
    const run = spawnSync(PYTHON, [join(VECTORS, "generate.py"), "--out", out], {
      env,
      encoding: "utf8",
    });
    expect(run.stderr).toBe("");
    for (const kind of KINDS) {
      const [kept = [], made = []] = [VECTORS, out].map((folder) =>
        readFileSync(join(folder, `${kind}.jsonl`), "utf8").split("\n"),
      );
      // The first line that differs says more than two files that do.
      const at = kept.findIndex((line, index) => line !== made[index]);
      expect({ kind, line: made[at], lines: made.length }).toEqual({
        kind,
        line: kept[at],
        lines: kept.length,
      });
    }
  } finally {
    rmSync(out, { recursive: true });
  }
});
