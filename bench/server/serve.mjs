// One application in a process of its own: `node serve.mjs express dewar`. Says its port, and on
// being asked, what it has cost so far.
import { memoryUsage } from "node:process";

const [framework, variant] = process.argv.slice(2);
const { variants } = await import(`./apps/${framework}.mjs`);
const server = await variants[variant]();

let requests = 0;
if (process.env.BENCH_COUNT) server.prependListener("request", () => requests++);
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));

process.on("message", (question) => {
  if (question === "heap") globalThis.gc();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = memoryUsage();
  process.send({ cpuMicroseconds: user + system, rss, heapUsed, requests });
});
process.on("disconnect", () => process.exit());
