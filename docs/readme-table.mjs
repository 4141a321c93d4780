// Takes the table of differences out of README.md, so that there is one of it. Links go: those to
// sources are not on the site.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const HEADING = "## Where dewar differs from Flask";
const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const section = readme.split(`${HEADING}\n`)[1]?.split(/^## /m)[0];
if (!section?.includes("|---|")) {
  throw new Error(`README.md expected a table under "${HEADING}", got none.`);
}
const file = fileURLToPath(new URL("generated/differences.md", import.meta.url));
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, section.replace(/\[([^\]]+)\]\([^)]*\)/g, "$1").trim());
