// The steps of `npm test`, in the order in which they start: the build alone, then two at a time. A
// step is either a list of commands, each of which counts as one test, or a vitest project, which
// counts as many as it holds.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./tools.mjs";

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[][]} [commands] what to run, two at a time
 * @property {string} [project] the vitest project to run instead
 * @property {boolean} [dist] true when it reads `dist/`, so that the build comes first
 * @property {boolean} [readsTree] true when it looks at all files that there are
 * @property {boolean} [buildsInTree] true when it builds something beside the sources
 * @property {import("./needs.mjs").Need[]} [needs] what it cannot run without
 */

const tsc = (/** @type {string} */ project) => ["tsc", "-p", project];
// Each declares its own session data, so each is a program of its own.
const typeTests = readdirSync(join(root, "test/types")).map((name) => `test/types/${name}`);
/** @type {{ workspaces: string[] }} */
const { workspaces } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const programs = [
  "src/inspector/page",
  "test/adapters/beside",
  ...typeTests.sort(),
  ...workspaces,
].filter((folder) => existsSync(join(root, folder, "tsconfig.json")));

/** @type {Step[]} */
export const STEPS = [
  { name: "build", commands: [["npm", "run", "--silent", "build"]] },
  {
    name: "types",
    commands: [tsc("tsconfig.json"), tsc("tsconfig.test.json"), ...programs.map(tsc)],
    dist: true,
    readsTree: true,
  },
  { name: "lint", commands: [["biome", "check", "--error-on-warnings", "."]], readsTree: true },
  { name: "house", project: "house", dist: true, readsTree: true },
  { name: "unit", project: "unit", dist: true },
  // Installs the frameworks that the first install leaves out, and builds with them. It takes longest,
  // and would be left alone at the end.
  {
    name: "examples",
    project: "examples",
    dist: true,
    buildsInTree: true,
    needs: ["chromium", "registry"],
  },
  { name: "portable", project: "portable", dist: true },
  // Installs the tarball beside frameworks that users may have.
  { name: "package", project: "package", dist: true, needs: ["registry"] },
  { name: "docs", project: "docs", dist: true },
  // Builds the documentation, and looks at it.
  { name: "site", project: "site", buildsInTree: true, needs: ["chromium", "site"] },
  // doctor examines a real Flask application too.
  { name: "cli", project: "cli", dist: true, needs: ["python"] },
  { name: "interop", project: "interop", dist: true, needs: ["python"] },
  // Behind a real proxy, with a real Flask beside.
  { name: "servers", project: "servers", dist: true, needs: ["nginx", "python"] },
  { name: "e2e", project: "e2e", dist: true, needs: ["chromium", "python"] },
  {
    name: "runtimes",
    project: "runtimes",
    dist: true,
    buildsInTree: true,
    needs: ["chromium", "runtimes"],
  },
  {
    name: "instructions",
    commands: [["node", "bench/instructions/check.mjs"]],
    dist: true,
    needs: ["valgrind", "countedNode"],
  },
];
