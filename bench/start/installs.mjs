// What `npm i NAME` puts into an empty project: packages, and bytes of their files.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PEERS } from "./peers.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const OTHERS = [...PEERS, "h3"];
const { dependencies } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);

const npm = (cwd, ...args) =>
  execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd,
    encoding: "utf8",
  });

export function installs() {
  const folder = mkdtempSync(join(tmpdir(), "dewar-bench-"));
  try {
    const [{ filename }] = JSON.parse(
      npm(root, "pack", "--json", "--ignore-scripts", "--pack-destination", folder),
    );
    return [
      install(folder, "dewar", join(folder, filename)),
      ...OTHERS.map((name) => install(folder, name, `${name}@${dependencies[name]}`)),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} folder @param {string} name @param {string} what */
function install(folder, name, what) {
  const project = mkdtempSync(join(folder, "project-"));
  writeFileSync(join(project, "package.json"), '{ "private": true }\n');
  // Peer dependencies are frameworks: they are there anyway.
  npm(project, "install", what, "--omit=peer", "--ignore-scripts");
  const { packages } = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8"));
  const installed = Object.keys(packages).filter(
    (path) => path !== "" && statSync(join(project, path), { throwIfNoEntry: false }),
  );
  const own = packages[`node_modules/${name}`];
  return {
    name,
    version: own.version,
    direct: Object.keys(own.dependencies ?? {}).length,
    packages: installed.length,
    bytes: bytesBelow(join(project, "node_modules")),
  };
}

function bytesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
