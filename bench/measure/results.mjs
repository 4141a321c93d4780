// Where results are kept: one JSON file for each part, with the machine it was taken on.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { machine } from "./machine.mjs";

const fileOf = (/** @type {string} */ part) =>
  fileURLToPath(new URL(`../results/${part}.json`, import.meta.url));

/**
 * @param {string} part
 * @param {Record<string, unknown>} results
 */
export function save(part, results) {
  mkdirSync(new URL("../results/", import.meta.url), { recursive: true });
  writeFileSync(
    fileOf(part),
    `${JSON.stringify({ machine: machine(), ...results }, shorten, 2)}\n`,
  );
}

/** @param {string} part */
export const load = (part) => JSON.parse(readFileSync(fileOf(part), "utf8"));

// Digits beyond the fourth are noise.
const shorten = (/** @type {string} */ _key, /** @type {unknown} */ value) =>
  typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
