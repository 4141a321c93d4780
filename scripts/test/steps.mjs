// The steps of `npm test`, in the order in which they run. A step is either a
// list of commands, each of which counts as one test, or a vitest project,
// which counts as many as it holds.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { here, kept } from "../../bench/instructions/kept.mjs";
import { chromium, hasRuntimes, hasSite, hasValgrind, python, root } from "./tools.mjs";

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[][]} [commands] what to run, two at a time
 * @property {string} [project] the vitest project to run instead
 * @property {boolean} [dist] true when it reads `dist/`, so that the build comes first
 * @property {() => string | undefined} [needs] what is missing and how to get it
 * @property {() => Record<string, string>} [env] added to the environment
 */

const tsc = (/** @type {string} */ project) => ["tsc", "-p", project];
// Each declares its own session data, so each is a program of its own.
const typeTests = readdirSync(join(root, "test/types")).map((name) => `test/types/${name}`);
/** @type {{ workspaces: string[] }} */
const { workspaces } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const programs = ["src/inspector/page", ...typeTests.sort(), ...workspaces].filter((folder) =>
  existsSync(join(root, folder, "tsconfig.json")),
);

const needsPython = () =>
  python()
    ? undefined
    : "Python with Flask: python3 -m venv .venv && .venv/bin/pip install -r test/interop/requirements.txt";
const needsChromium = () =>
  chromium() ? undefined : "Chromium: apt-get install chromium, or set CHROMIUM_PATH";

// Another Node compiles other instructions.
const countedHere = () => kept().node === here.node && kept().arch === here.arch;

/** @type {Step[]} */
export const STEPS = [
  { name: "build", commands: [["npm", "run", "--silent", "build"]] },
  {
    name: "types",
    commands: [tsc("tsconfig.json"), tsc("tsconfig.test.json"), ...programs.map(tsc)],
    dist: true,
  },
  { name: "lint", commands: [["biome", "check", "--error-on-warnings", "."]] },
  { name: "house", project: "house", dist: true },
  { name: "unit", project: "unit", dist: true },
  { name: "portable", project: "portable", dist: true },
  { name: "package", project: "package", dist: true },
  { name: "docs", project: "docs", dist: true },
  {
    // Builds the documentation, and looks at it.
    name: "site",
    project: "site",
    needs: () =>
      hasSite() ? needsChromium() : "the documentation's packages: npm ci --prefix docs",
    env: () => ({ CHROMIUM_PATH: chromium() ?? "" }),
  },
  {
    // doctor examines a real Flask application too.
    name: "cli",
    project: "cli",
    dist: true,
    needs: needsPython,
    env: () => ({ PYTHON: python() ?? "" }),
  },
  {
    name: "interop",
    project: "interop",
    dist: true,
    needs: needsPython,
    env: () => ({ PYTHON: python() ?? "" }),
  },
  {
    name: "e2e",
    project: "e2e",
    dist: true,
    needs: () => needsChromium() ?? needsPython(),
    env: () => ({ CHROMIUM_PATH: chromium() ?? "", PYTHON: python() ?? "" }),
  },
  {
    name: "runtimes",
    project: "runtimes",
    dist: true,
    needs: () =>
      hasRuntimes()
        ? needsChromium()
        : "Bun, Deno, workerd and four versions of Node: npm ci --prefix test/runtimes/tools",
    env: () => ({ CHROMIUM_PATH: chromium() ?? "" }),
  },
  {
    name: "instructions",
    commands: [["node", "bench/instructions/check.mjs"]],
    dist: true,
    needs: () =>
      !hasValgrind()
        ? "valgrind: apt-get install valgrind"
        : countedHere()
          ? undefined
          : `Node ${kept().node}, whose instructions were counted: npm run bench -- instructions`,
  },
  // Installs the frameworks that the first install leaves out, and builds with them.
  {
    name: "examples",
    project: "examples",
    dist: true,
    needs: needsChromium,
    env: () => ({ CHROMIUM_PATH: chromium() ?? "" }),
  },
];
