// Load from a second process: wrk, which needs less of the machine than anything in JavaScript.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const script = fileURLToPath(new URL("report.lua", import.meta.url));
const CONNECTIONS = "16";

/**
 * @param {{ url: string, cookie: string, ask: (question: string) => Promise<{ cpuMicroseconds: number }> }} application
 * @param {string} path
 * @param {number} seconds
 */
export async function load({ url, cookie, ask }, path, seconds) {
  const before = await ask("cpu");
  const { stdout } = await run("wrk", [
    ...["-t", "1", "-c", CONNECTIONS, "-d", `${seconds}s`, "-s", script],
    ...["-H", `Cookie: ${cookie}`, url + path],
  ]);
  const after = await ask("cpu");
  const found = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  if (found.errors > 0) throw new Error(`${url}${path}: ${found.errors} requests failed.`);
  return {
    perSecond: (found.requests * 1e6) / found.microseconds,
    p50: found.p50,
    p99: found.p99,
    cpuPerRequest: (after.cpuMicroseconds - before.cpuMicroseconds) / found.requests,
  };
}
