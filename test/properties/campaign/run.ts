// npm run campaign -- 10000000 [seed]
import { campaign } from "./campaign.ts";

const count = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 32));
const number = new Intl.NumberFormat("en").format;

if (!Number.isSafeInteger(count) || count <= 0 || !Number.isSafeInteger(seed)) {
  console.error("Expected how many tokens to try, and a seed: npm run campaign -- 1000000 1");
  process.exit(2);
}

const control = campaign(200_000, "lenient", seed);
console.log(
  `control, signatures compared as Python does: ${number(control.accepted)} of ${number(control.tried)} accepted`,
);
const started = performance.now();
const { tried, skipped, accepted, thrown, examples } = campaign(count, "strict", seed);
const seconds = Math.round((performance.now() - started) / 1000);
console.log(
  `seed ${seed}, ${seconds} s: ${number(tried)} tried, ${number(skipped)} were originals`,
);
console.log(`${number(accepted)} accepted, ${number(thrown)} thrown`);
for (const example of examples) console.log(example);
process.exitCode = accepted + thrown > 0 || control.accepted === 0 ? 1 : 0;
