// Finds the tools that npm does not bring, or may have failed to bring.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const localBins = join(root, "node_modules", ".bin");

/** The PATH on which the steps find npm's binaries. */
export const PATH = `${localBins}${delimiter}${process.env.PATH ?? ""}`;
export { root };

/** @param {string} name */
export function onPath(name) {
  return PATH.split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/** @param {string | undefined} file */
function isExecutable(file) {
  if (!file) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where `npm test` makes its own virtual environment. */
export const VENV = join(root, ".venv");
/** What the Python side of the tests needs, in exact versions. */
export const REQUIREMENTS = join(root, "test/interop/requirements.txt");

// Another version of Flask on the system may write other bytes or lack an option: not good enough.
const PEERS_ARE_THERE = `
import sys
from importlib.metadata import version
for line in open(sys.argv[1]):
    name, _, wanted = line.split("#")[0].strip().partition("==")
    if name and version(name) != wanted:
        sys.exit(1)
import flask, flask_login, flask_wtf, flask_session`;

/** A Python that has what requirements.txt asks for. */
export function pythonWithPeers() {
  return [process.env.PYTHON, join(VENV, "bin/python")].find(
    (candidate) =>
      candidate &&
      spawnSync(candidate, ["-c", PEERS_ARE_THERE, REQUIREMENTS], { stdio: "ignore" }).status === 0,
  );
}

/** A Chromium to drive. */
export function chromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) return isExecutable(asked) ? asked : undefined;
  return ["chromium", "chromium-browser", "google-chrome"].map(onPath).find(Boolean);
}

/** An nginx to put in front. Debian keeps it where only root's PATH looks. */
export function nginx() {
  return [process.env.NGINX, onPath("nginx"), "/usr/sbin/nginx"].find(isExecutable);
}

/** Whether the runtimes are there that test/runtimes/tools lists; they are large, so apart. */
export function hasRuntimes() {
  const tools = join(root, "test/runtimes/tools");
  const { optionalDependencies } = JSON.parse(readFileSync(join(tools, "package.json"), "utf8"));
  return Object.keys(optionalDependencies).every((name) =>
    existsSync(join(tools, "node_modules", name, "package.json")),
  );
}

/** Whether the packages are there that build the documentation. */
export const hasSite = () => existsSync(join(root, "docs/node_modules/vitepress/package.json"));

/** Whether instructions can be counted. */
export const hasValgrind = () => onPath("valgrind") !== undefined;
