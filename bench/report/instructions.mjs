import { table } from "./table.mjs";

/** @param {any} counts */
export function instructionsPage({ node, arch, open, save }) {
  const thousands = (/** @type {number} */ count) => count.toLocaleString("en-US");
  return `## Instruction counts

Machine instructions for one operation, counted by valgrind's callgrind without a JIT. They say
nothing of the speed, and are the same whatever else the machine does: \`npm test\` fails when one
changes by more than 5 %.

${table(
  ["", "instructions"],
  [
    ["open a session and read a value", thousands(open)],
    ["open, change and save it", thousands(save)],
  ],
)}

*Node ${node}, ${arch}.*`;
}
