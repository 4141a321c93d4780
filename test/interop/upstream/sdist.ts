// ItsDangerous' source distribution, which has its tests: from PyPI once, then from the cache.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PYTHON } from "../peer.ts";

const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/upstream", import.meta.url));

export interface Sdist {
  name: string;
  version: string;
  sha256: string;
}

function run(command: string, args: string[]): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")}: ${error ?? `${stdout}${stderr}`}`);
}

/** The folder of the unpacked distribution. */
export function unpacked({ name, version, sha256 }: Sdist): string {
  const archive = join(CACHE, `${name}-${version}.tar.gz`);
  mkdirSync(CACHE, { recursive: true });
  if (!existsSync(archive)) {
    const from = ["--no-binary", ":all:", "--no-deps", "--dest", CACHE, `${name}==${version}`];
    run(PYTHON, ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", ...from]);
  }
  const found = createHash("sha256").update(readFileSync(archive)).digest("hex");
  if (found !== sha256)
    throw new Error(`${archive} expected SHA-256 ${sha256}, got ${found}. Delete the file.`);
  const folder = join(CACHE, `${name}-${version}`);
  if (!existsSync(folder)) run("tar", ["-xzf", archive, "-C", CACHE]);
  return folder;
}
