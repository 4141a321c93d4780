// `npm run bench` measures everything and writes docs/performance.md; `npm run bench -- process`
// measures that part only. Parts: process, growth, server, start, instructions; `report` only
// writes the page again.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PARTS = ["process", "growth", "server", "start", "instructions"];
const here = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("..", import.meta.url));

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => part !== "report" && !PARTS.includes(part));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(", ")}. The parts are: ${PARTS.join(", ")}, report.`);
  process.exit(1);
}

/** @param {string} cwd @param {string[]} command */
function run(cwd, [command = "", ...args]) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: "inherit" });
  if (status !== 0) {
    console.error(
      `\`${[command, ...args].join(" ")}\` failed${error ? `: ${error.message}` : "."}`,
    );
    process.exit(1);
  }
}

if (!existsSync(`${here}node_modules`)) run(here, ["npm", "ci", "--no-audit", "--no-fund"]);
const parts = asked.length === 0 ? PARTS : asked.filter((part) => part !== "report");
if (parts.length > 0) run(root, ["npm", "run", "--silent", "build"]);
for (const part of parts) {
  console.log(`Measuring: ${part}`);
  run(here, [process.execPath, "--expose-gc", `${here}${part}/index.mjs`]);
}
run(here, [process.execPath, `${here}report/index.mjs`]);
