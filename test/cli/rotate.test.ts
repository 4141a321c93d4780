import { describe, expect, test } from "vitest";
import { dewar, dewarJSON, PYTHON, run } from "./dewar.ts";

const OLD = "the-old-key-of-the-tests-of-rotate";
const KEY = /^[0-9a-f]{64}$/;

interface Rotation {
  key: string;
  lines: { flask: string[]; own: string[] };
  dropAfter: string;
  lifetimeSeconds: number;
}

/** What a shell has after the lines, seen by real Flask. */
async function inFlask(
  lines: string[],
  env: Record<string, string>,
): Promise<Record<string, unknown>> {
  const ask =
    "import json; from flask import Flask; app = Flask('a'); app.config.from_prefixed_env();" +
    "print(json.dumps([app.config['SECRET_KEY'], app.config['SECRET_KEY_FALLBACKS']]))";
  const script = [...lines, `exec "${PYTHON}" -c "${ask}"`].join("\n");
  const { stdout, stderr } = await run("bash", ["--norc", "-c", script], { env });
  if (stderr) throw new Error(stderr);
  const [key, fallbacks] = JSON.parse(stdout);
  return { key, fallbacks };
}

describe("the lines, in a shell", () => {
  test.each([
    ["a plain key", { FLASK_SECRET_KEY: OLD }, [OLD]],
    [
      "with fallbacks",
      { FLASK_SECRET_KEY: OLD, FLASK_SECRET_KEY_FALLBACKS: '["a", "b"]' },
      ["a", "b", OLD],
    ],
    ["an empty list", { FLASK_SECRET_KEY: OLD, FLASK_SECRET_KEY_FALLBACKS: "[]" }, [OLD]],
    ["quotes and backslashes", { FLASK_SECRET_KEY: `a"b\\c$d\`e'` }, [`a"b\\c$d\`e'`]],
    // What is JSON is read as JSON, as Flask does.
    ["JSON text", { FLASK_SECRET_KEY: `"${OLD}"` }, [OLD]],
  ])("%s", async (_, env, fallbacks) => {
    const { key, lines, exit } = await dewarJSON<Rotation>(["rotate"], { env });
    expect(exit).toBe(0);
    expect(key).toMatch(KEY);
    expect(JSON.stringify(lines)).not.toContain(OLD);
    expect(await inFlask(lines.flask, env)).toEqual({ key, fallbacks });
  });

  test("variables of one's own", async () => {
    const env = { SECRET_KEY: `${OLD} "quoted"` };
    const { key, lines } = await dewarJSON<Rotation>(["rotate"], { env });
    const script = [...lines.own, 'printf \'%s\\n\' "$SECRET_KEY" "$OLD_SECRET_KEY"'].join("\n");
    expect((await run("bash", ["--norc", "-c", script], { env })).stdout).toBe(
      `${key}\n${env.SECRET_KEY}\n`,
    );
  });
});

test("says when the old key may go", async () => {
  const { dropAfter, lifetimeSeconds } = await dewarJSON<Rotation>(["rotate", "--lifetime", "7d"]);
  expect(lifetimeSeconds).toBe(7 * 86_400);
  expect(Math.abs(Date.parse(dropAfter) - Date.now() - 7 * 86_400_000)).toBeLessThan(60_000);
  const { stdout } = await dewar(["rotate"], { env: { FLASK_PERMANENT_SESSION_LIFETIME: "3600" } });
  expect(stdout).toContain("Drop the old key 1 hour after the last process has the new one");
});
