// Notices when opening or saving a session takes 5 % more or fewer instructions than it did.
import { counts } from "./count.mjs";
import { here, kept } from "./kept.mjs";

const TOLERANCE = 0.05;

const before = kept();
const now = await counts();
let changed = false;
for (const name of /** @type {const} */ (["open", "save"])) {
  const change = now[name] / before[name] - 1;
  const percent = `${change > 0 ? "+" : ""}${(change * 100).toFixed(1)} %`;
  console.log(`note: ${name}: ${now[name]} instructions (${percent})`);
  if (Math.abs(change) > TOLERANCE) changed = true;
}
if (changed) {
  console.error(
    `Expected at most ${TOLERANCE * 100} % more or fewer instructions than bench/instructions/counts.json has. ` +
      "Run `npm run bench -- instructions`, commit the file, and say in the commit why they changed.",
  );
  if (before.node !== here.node || before.arch !== here.arch)
    console.error(
      `They were counted on Node ${before.node} ${before.arch}; this is ${here.node} ${here.arch}.`,
    );
  process.exitCode = 1;
}
