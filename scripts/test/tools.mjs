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
function onPath(name) {
  return PATH.split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Keeps the answer, since some of these questions start a process.
 * @template T
 * @param {() => T} ask
 */
function once(ask) {
  /** @type {{ answer: T } | undefined} */
  let kept;
  return () => {
    kept ??= { answer: ask() };
    return kept.answer;
  };
}

/** A Python that can import Flask. */
export const python = once(() => {
  const candidates = [process.env.PYTHON, join(root, ".venv/bin/python"), "python3"];
  return candidates.find(
    (candidate) =>
      candidate && spawnSync(candidate, ["-c", "import flask"], { stdio: "ignore" }).status === 0,
  );
});

/** A Chromium to drive. */
export const chromium = once(() => {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) return existsSync(asked) ? asked : undefined;
  return ["chromium", "chromium-browser", "google-chrome"].map(onPath).find(Boolean);
});

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
