// The counts that are kept in the repository.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("counts.json", import.meta.url);

/** Counts are those of one Node on one kind of processor. */
export const here = { node: process.version, arch: process.arch };

/** @returns {{ node: string, arch: string, open: number, save: number }} */
export const kept = () => JSON.parse(readFileSync(file, "utf8"));

/** @param {{ open: number, save: number }} counts */
export function keep(counts) {
  writeFileSync(file, `${JSON.stringify({ ...here, ...counts }, null, 2)}\n`);
}
