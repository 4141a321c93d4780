// Part 4: what it takes to start and to ship: import times, bundle sizes, installed sizes.
import { readFileSync } from "node:fs";
import { save } from "../measure/results.mjs";
import { rounds } from "../measure/rounds.mjs";
import { bundles } from "./bundles.mjs";
import { importTimes } from "./imports.mjs";
import { installs } from "./installs.mjs";

const { exports } = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
);
const entries = Object.keys(exports)
  .filter((door) => !door.endsWith(".json"))
  .map((door) => `dewar${door.slice(1)}`);

const count = rounds(15);
save("start", {
  rounds: count,
  imports: await importTimes(entries, count),
  bundles: await bundles(),
  installs: installs(),
});
