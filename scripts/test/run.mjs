// Runs one step and says how many of its tests passed.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCounts } from "./counts.mjs";
import { PATH, root } from "./tools.mjs";

const STEP_TIMEOUT_MINUTES = 15;
// The steps write into a pipe; what they print is read where this process writes.
const COLOR = process.stdout.isTTY ? "FORCE_COLOR" : "NO_COLOR";

/**
 * @typedef {object} StepResult
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string} output what it printed
 * @property {number} seconds how long it took
 */

/**
 * @param {import("./steps.mjs").Step} step
 * @param {Record<string, string>} env added to the environment
 * @returns {Promise<StepResult>}
 */
export async function runStep(step, env) {
  const started = performance.now();
  const result = step.project ? await runProject(step, env) : await runCommands(step, env);
  return { ...result, seconds: (performance.now() - started) / 1000 };
}

/**
 * @param {import("./steps.mjs").Step} step
 * @param {Record<string, string>} env
 */
async function runCommands(step, env) {
  const counts = { passed: 0, failed: 0, skipped: 0, output: "" };
  const waiting = [...(step.commands ?? [])];
  // tsc and its like keep one core busy each; two at a time fit every machine.
  const lane = async () => {
    for (let command = waiting.shift(); command; command = waiting.shift()) {
      const run = await capture(command, env);
      if (run.code === 0) counts.passed++;
      else {
        counts.failed++;
        counts.output += `$ ${command.join(" ")}\n${run.output}\n`;
      }
    }
  };
  await Promise.all([lane(), lane()]);
  return counts;
}

/**
 * @param {import("./steps.mjs").Step} step
 * @param {Record<string, string>} env
 */
async function runProject(step, env) {
  const folder = mkdtempSync(join(tmpdir(), "dewar-test-"));
  try {
    const json = join(folder, "report.json");
    const run = await capture(
      ["vitest", "run", "--project", String(step.project), "--reporter=default"].concat(
        // Two steps would write the same file.
        "--cache=false",
        "--reporter=json",
        `--outputFile.json=${json}`,
      ),
      env,
    );
    return { ...readCounts(json, run.code), output: run.output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @type {Set<number>} the process groups under way */
const groups = new Set();
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.once(signal, () => {
    for (const pid of groups) process.kill(-pid, "SIGKILL");
    process.exit(1);
  });
}

/**
 * @param {string[]} command
 * @param {Record<string, string>} env
 * @returns {Promise<{ code: number, output: string }>}
 */
function capture([file = "", ...args], env) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      // A group of its own, so that a step that hangs goes with its children.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, [COLOR]: "1", ...env, PATH },
    });
    let output = "";
    const keep = (/** @type {string} */ text) => {
      output += text;
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    const { pid } = child;
    if (pid) groups.add(pid);
    const timer = setTimeout(() => {
      output += `\nStopped after ${STEP_TIMEOUT_MINUTES} minutes.\n`;
      if (pid) process.kill(-pid, "SIGKILL");
    }, STEP_TIMEOUT_MINUTES * 60_000);
    const done = (/** @type {number | null} */ code) => {
      clearTimeout(timer);
      if (pid) groups.delete(pid);
      resolve({ code: code ?? 1, output });
    };
    child.on("error", (error) => {
      output += `${error.message}\n`;
      done(1);
    });
    child.on("close", done);
  });
}
