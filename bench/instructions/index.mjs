// Part 5: counts the instructions of opening and of saving a session, and keeps them.
import { hasValgrind } from "../../scripts/test/tools.mjs";
import { counts } from "./count.mjs";
import { keep } from "./kept.mjs";

if (!hasValgrind())
  throw new Error("Counting instructions needs valgrind: apt-get install valgrind.");
const found = await counts();
keep(found);
console.log(`open: ${found.open} instructions, save: ${found.save}`);
