// Writes docs/performance.md and its plots out of bench/results.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { load } from "../measure/results.mjs";
import { growthPage } from "./growth.mjs";
import { instructionsPage } from "./instructions.mjs";
import { drawGrowth, drawServer } from "./plots.mjs";
import { processPage } from "./process.mjs";
import { serverPage } from "./server.mjs";
import { startPage } from "./start.mjs";

const docs = new URL("../../docs/", import.meta.url);
const plots = new URL("performance/", docs);
const counts = JSON.parse(
  readFileSync(new URL("../instructions/counts.json", import.meta.url), "utf8"),
);
const { dependencies } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);
const TOOLS = ["@fastify/cookie", "@hono/node-server", "cookie", "d3-array", "vega", "vega-lite"];

mkdirSync(plots, { recursive: true });
await drawGrowth(plots, load("growth"));
await drawServer(plots, load("server"));

const versions = Object.entries(dependencies)
  .filter(([name]) => !TOOLS.includes(name))
  .map(([name, version]) => `${name} ${version}`)
  .join(", ");

const page = `# Performance

dewar's cost, compared with the alternatives. \`npm run bench\` measures it and writes this page;
\`npm run bench -- process\` (or \`growth\`, \`server\`, \`start\`, \`instructions\`) does that part only.

**How to read it.** The machine is shared, so absolute times mean little; the only ones here are
import times. Everything else is a ratio of two numbers from the same run. They are taken in pairs,
one right after the other and in alternating order, and the subjects take turns, so that whatever
else the machine does affects all of them alike. Each cell is the median of the ratios of its pairs,
with quartiles in brackets. The subject is the built package, on its native platform unless the text
says otherwise. Other libraries are
called as their documentation shows, in the newest version that runs here: ${versions}.

${[
  processPage(load("process")),
  growthPage(load("growth")),
  serverPage(load("server")),
  startPage(load("start")),
  instructionsPage(counts),
].join("\n\n")}
`;
writeFileSync(new URL("performance.md", docs), page);
console.log("Wrote docs/performance.md");
