// Part 3: what a session costs a real server, under load from a second process. All variants of a
// framework run at once and idle; each round loads one after the other, so that what else the
// machine does falls on all of them alike.
import { save } from "../measure/results.mjs";
import { rounds } from "../measure/rounds.mjs";
import { summary } from "../measure/summary.mjs";
import { startApplication } from "./application.mjs";
import { load } from "./load.mjs";
import { memoryOver } from "./memory.mjs";

const FRAMEWORKS = ["node", "express", "fastify", "hono"];
const PATHS = { read: "/read", write: "/write" };
const SECONDS = 1;
const WARM_UP_SECONDS = 2;

const count = rounds(15);
const results = [];
for (const framework of FRAMEWORKS) {
  const { variants } = await import(`./apps/${framework}.mjs`);
  const applications = [];
  for (const variant of Object.keys(variants))
    applications.push(await startApplication(framework, variant));
  for (const [operation, path] of Object.entries(PATHS)) {
    for (const application of applications) await load(application, path, WARM_UP_SECONDS);
    const found = await loadInRounds(applications, path);
    for (const [variant, samples] of found) {
      const row = { framework, operation, variant, ...beside(found.get("bare"), samples) };
      console.log(`${framework} ${operation} ${variant}: ${(row.kept.median * 100).toFixed(1)} %`);
      results.push(row);
    }
  }
  for (const application of applications) await application.stop();
}
const requests = Number(process.env.BENCH_REQUESTS ?? 1_000_000);
const memory = [await memoryOver("node", requests), await memoryOver("express", requests)];
save("server", { rounds: count, seconds: SECONDS, results, memory });

async function loadInRounds(applications, path) {
  const found = new Map(applications.map(({ variant }) => [variant, []]));
  for (let round = 0; round < count; round++) {
    for (let i = 0; i < applications.length; i++) {
      const application = applications[(i + round) % applications.length];
      found.get(application.variant).push(await load(application, path, SECONDS));
    }
  }
  return found;
}

/** Each round's sample beside the bare application's of the same round. */
function beside(bare, samples) {
  const over = (/** @type {(own: any, bare: any) => number} */ compare) =>
    summary(samples.map((sample, round) => compare(sample, bare[round])));
  return {
    kept: over((own, other) => own.perSecond / other.perSecond),
    cpu: over((own, other) => own.cpuPerRequest / other.cpuPerRequest),
    cpuAdded: over((own, other) => own.cpuPerRequest - other.cpuPerRequest),
    p50Added: over((own, other) => own.p50 - other.p50),
    p99Added: over((own, other) => own.p99 - other.p99),
  };
}
