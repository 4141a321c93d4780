// Installs the examples that bring a framework of their own, and again when their lock file changes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { APPLICATIONS, folderOf } from "./applications.ts";

// Without scripts, or the linked dewar would be built anew; Bun alone needs its own. And not with
// `npm ci`: the lock files name what dewar depends on as well, and that changes.
const COMMANDS = [
  ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"],
  ["rebuild", "bun"],
];

export default async function installAll(): Promise<void> {
  await Promise.all(
    APPLICATIONS.filter((app) => app.standsAlone)
      .map(folderOf)
      .map(install),
  );
}

async function install(folder: string): Promise<void> {
  const lock = readFileSync(join(folder, "package-lock.json"), "utf8");
  const stamp = join(folder, "node_modules/.installed-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  for (const command of COMMANDS) await npm(command, folder);
  writeFileSync(stamp, lock);
}

async function npm(command: string[], cwd: string): Promise<void> {
  const child = spawn("npm", command, { cwd, stdio: ["ignore", "ignore", "inherit"] });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`npm ${command.join(" ")} in ${cwd} ended with ${code}.`);
}
