// `npm run docs` and `npm run docs:build`: brings the documentation's packages where they are missing.
import { spawnSync } from "node:child_process";
import { hasSite, root } from "./test/tools.mjs";

const [script = "dev"] = process.argv.slice(2);
const commands = [
  ...(hasSite() ? [] : [["ci", "--prefix", "docs", "--no-audit", "--no-fund"]]),
  ["run", script, "--prefix", "docs"],
];
for (const command of commands) {
  const { status } = spawnSync("npm", command, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
