// Counts machine instructions under valgrind, without a JIT and with everything predictable: the
// same whatever else the machine does. It is no measure of speed, which has a JIT; it notices work
// that was not there before.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const subject = fileURLToPath(new URL("subject.mjs", import.meta.url));
const FEW = 100;
const MANY = 400;

/** @param {number} opens @param {number} saves */
async function total(opens, saves) {
  const { stderr } = await run(
    "valgrind",
    [
      ...["--tool=callgrind", "--callgrind-out-file=/dev/null", process.execPath],
      ...["--predictable", "--jitless", subject, `${opens}`, `${saves}`],
    ],
    // The environment lies on the stack, and so moves what is counted.
    { env: { PATH: process.env.PATH ?? "" } },
  );
  const collected = /Collected : (\d+)/.exec(stderr)?.[1];
  if (!collected) throw new Error(`valgrind expected to print a count, printed: ${stderr}`);
  return Number(collected);
}

/** Instructions for one operation: what more of them add, so that starting Node is not counted. */
export async function counts() {
  const [few, opens] = await Promise.all([total(FEW, FEW), total(MANY, FEW)]);
  const saves = await total(FEW, MANY);
  const each = (/** @type {number} */ many) => Math.round((many - few) / (MANY - FEW));
  return { open: each(opens), save: each(saves) };
}
