// Part 4: what it takes to start and to ship: import times, bundle sizes, installed sizes.
import { doors } from "../../scripts/doors.mjs";
import { save } from "../measure/results.mjs";
import { rounds } from "../measure/rounds.mjs";
import { bundles } from "./bundles.mjs";
import { importTimes } from "./imports.mjs";
import { installs } from "./installs.mjs";

const entries = doors.map(({ name }) => name);

const count = rounds(15);
save("start", {
  rounds: count,
  imports: await importTimes(entries, count),
  bundles: await bundles(),
  installs: installs(),
});
