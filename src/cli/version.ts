import { readFileSync } from "node:fs";

// Two folders up, in src and in dist.
const manifest = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
) as { version: string };

/** The version of the package. */
export const version: string = manifest.version;
