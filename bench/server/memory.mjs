// Whether memory grows: the heap after a collection, each hundred thousand requests, a million in all.
import { startApplication } from "./application.mjs";
import { load } from "./load.mjs";

const STEP = 100_000;

/** @param {string} framework @param {number} requests */
export async function memoryOver(framework, requests) {
  const application = await startApplication(framework, "dewar", { BENCH_COUNT: "yes" });
  const samples = [];
  for (let next = STEP; next <= requests; ) {
    await load(application, "/write", 1);
    const { requests: served, heapUsed, rss } = await application.ask("heap");
    if (served < next) continue;
    samples.push({ served, heapMiB: heapUsed / 2 ** 20, rssMiB: rss / 2 ** 20 });
    next = (Math.floor(served / STEP) + 1) * STEP;
  }
  await application.stop();
  return { framework, samples };
}
