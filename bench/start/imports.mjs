// How long each entry takes to import, beyond its framework: the framework comes first, and only
// what comes after it is timed. Each time in a new process, all of them in turn.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { summary } from "../measure/summary.mjs";
import { PEERS } from "./peers.mjs";

const run = promisify(execFile);
const folder = fileURLToPath(new URL(".", import.meta.url));

// What is there before: the framework an adapter is for.
const AFTER = {
  "dewar/express": "express",
  "dewar/fastify": "fastify",
  "dewar/hono": "hono",
  "dewar/h3": "h3",
  "cookie-session": "express",
  "express-session": "express",
  "iron-session": "express",
  "@fastify/secure-session": "fastify",
  "@fastify/session": "fastify",
  "hono-sessions": "hono",
};
const OTHERS = ["express", ...PEERS];

/** @param {string} entry @param {string | undefined} before */
async function importTime(entry, before) {
  const script = `
    ${before ? `await import(${JSON.stringify(before)});` : ""}
    const started = performance.now();
    await import(${JSON.stringify(entry)});
    console.log(performance.now() - started);`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], {
    cwd: folder,
  });
  return Number(stdout);
}

/** @param {readonly string[]} entries @param {number} rounds */
export async function importTimes(entries, rounds) {
  const all = [...entries, ...OTHERS];
  const times = new Map(all.map((entry) => [entry, /** @type {number[]} */ ([])]));
  for (let round = 0; round < rounds; round++)
    for (let i = 0; i < all.length; i++) {
      const entry = all[(i + round) % all.length];
      times.get(entry).push(await importTime(entry, AFTER[entry]));
    }
  const express = times.get("express") ?? [];
  return all.map((entry) => {
    const own = times.get(entry) ?? [];
    return {
      entry,
      after: AFTER[entry],
      milliseconds: summary(own),
      ofExpress: summary(own.map((time, round) => time / (express[round] ?? Number.NaN))),
    };
  });
}
