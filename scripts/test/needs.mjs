// What a step may need beside npm's packages. What can be installed without root is installed when
// the first step asks for it; of the rest, a person reads in one line how to get it.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { here, kept } from "../../bench/instructions/kept.mjs";
import { runQuietly } from "./quiet.mjs";
import {
  chromium,
  hasRuntimes,
  hasSite,
  hasValgrind,
  nginx,
  onPath,
  pythonWithPeers,
  REQUIREMENTS,
  VENV,
} from "./tools.mjs";

/**
 * @typedef {"python" | "chromium" | "nginx" | "registry" | "site" | "runtimes" | "valgrind" | "countedNode"} Need
 * @typedef {{ missing: string } | { missing?: undefined, env?: Record<string, string> }} Found
 */

const offline = "a network that reaches the npm registry";
// Once more after a second: a network that is down should not hold the tests up for minutes.
const PATIENCE = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000"];

/** @param {string} folder */
const npmCi = (folder) =>
  runQuietly("npm", ["ci", "--prefix", folder, "--no-audit", "--no-fund", ...PATIENCE]);

/**
 * @param {() => boolean} isThere
 * @param {string} folder
 * @param {string} what
 * @returns {Promise<Found>}
 */
async function packages(isThere, folder, what) {
  if (!isThere()) await npmCi(folder);
  return isThere() ? {} : { missing: `${what}: npm ci --prefix ${folder}` };
}

/** @returns {Promise<Found>} */
async function python() {
  const ready = pythonWithPeers();
  if (ready) return { env: { PYTHON: ready } };
  const system = ["python3", "python"].find(onPath);
  const own = join(VENV, "bin/python");
  const isNew = !existsSync(VENV);
  if (isNew) {
    if (!system) return { missing: "Python 3 with venv: apt-get install python3-venv" };
    const made = await runQuietly(system, ["-m", "venv", VENV]);
    if (!made) {
      // Half an environment would be taken for a whole one the next time.
      rmSync(VENV, { recursive: true, force: true });
      return { missing: "Python's venv: apt-get install python3-venv" };
    }
  }
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1"];
  await runQuietly(own, [...pip, "-r", REQUIREMENTS]);
  const installed = pythonWithPeers();
  if (installed) return { env: { PYTHON: installed } };
  return {
    missing: "Flask and its extensions: .venv/bin/pip install -r test/interop/requirements.txt",
  };
}

/** @type {Record<Need, () => Found | Promise<Found>>} */
const WAYS = {
  python,
  chromium() {
    const found = chromium();
    if (found) return { env: { CHROMIUM_PATH: found } };
    return { missing: "Chromium: apt-get install chromium, or set CHROMIUM_PATH" };
  },
  nginx() {
    const found = nginx();
    if (found) return { env: { NGINX: found } };
    return { missing: "nginx: apt-get install nginx-light, or set NGINX" };
  },
  async registry() {
    const reached = await runQuietly("npm", ["view", "cookie", "version", ...PATIENCE]);
    return reached ? {} : { missing: offline };
  },
  site: () => packages(hasSite, "docs", "the documentation's packages"),
  runtimes: () =>
    packages(hasRuntimes, "test/runtimes/tools", "Bun, Deno, workerd and four versions of Node"),
  valgrind: () => (hasValgrind() ? {} : { missing: "valgrind: apt-get install valgrind" }),
  countedNode() {
    // Another Node compiles other instructions.
    const { node, arch } = kept();
    if (node === here.node && arch === here.arch) return {};
    return {
      missing: `Node ${node} on ${arch}, whose instructions were counted: npm run bench -- instructions`,
    };
  },
};

/** @type {Map<Need, Promise<Found>>} each is looked for, or installed, once */
const asked = new Map();

/**
 * @param {readonly Need[]} needs what costs least to look for first
 * @returns {Promise<{ missing?: string, env: Record<string, string> }>}
 */
export async function lookFor(needs) {
  /** @type {Record<string, string>} */
  const env = {};
  for (const need of needs) {
    const answer = asked.get(need) ?? Promise.resolve(WAYS[need]());
    asked.set(need, answer);
    const found = await answer;
    // What comes after it may be hundreds of megabytes, which would be installed for nothing.
    if (found.missing !== undefined) return { missing: found.missing, env };
    Object.assign(env, found.env);
  }
  return { env };
}
