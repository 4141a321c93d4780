// Times subjects in interleaved pairs. This machine is shared: a number means little by itself, and
// a ratio only when both of its numbers were taken side by side. So each round times the baseline
// and one other right after another, in alternating order, and the ratio of a pair is what counts.
import { summary } from "./summary.mjs";

/**
 * @typedef {object} Subject
 * @property {string} name
 * @property {() => unknown} run one operation; a promise is awaited
 * @property {(operations: number) => Promise<number>} [time] nanoseconds of so many, where another process takes the time
 */

// Long enough for the clock, short enough that a pair rarely loses its core in the middle.
const BATCH_NANOSECONDS = 3e6;
const WARM_UP_NANOSECONDS = 150e6;

/**
 * Rounds to run. BENCH_ROUNDS asks for fewer, for a first look.
 * @param {number} usual
 */
export const rounds = (usual) => Number(process.env.BENCH_ROUNDS ?? usual);

/** What the operations give lands here, so that none of them can be left out by the compiler. */
export const sink = { last: /** @type {unknown} */ (undefined) };

/**
 * Nanoseconds that so many operations take.
 * @param {Subject} subject
 * @param {number} operations
 */
async function timeBatch(subject, operations) {
  if (subject.time) return subject.time(operations);
  const { run } = subject;
  if (sink.last instanceof Promise) await sink.last;
  const first = run();
  if (first instanceof Promise) return timeAsync(run, operations);
  // A collection of what an earlier subject left behind is not this one's to pay.
  globalThis.gc?.({ type: "minor" });
  const started = process.hrtime.bigint();
  for (let i = 0; i < operations; i++) sink.last = run();
  return Number(process.hrtime.bigint() - started);
}

/**
 * @param {() => unknown} run
 * @param {number} operations
 */
async function timeAsync(run, operations) {
  await run();
  globalThis.gc?.({ type: "minor" });
  const started = process.hrtime.bigint();
  for (let i = 0; i < operations; i++) sink.last = await run();
  return Number(process.hrtime.bigint() - started);
}

/**
 * Operations that fill a batch, found after warming up.
 * @param {Subject} subject
 */
async function calibrate(subject) {
  let operations = 1;
  let spent = 0;
  for (;;) {
    const elapsed = await timeBatch(subject, operations);
    spent += elapsed;
    if (spent >= WARM_UP_NANOSECONDS)
      return Math.max(1, Math.round((operations * BATCH_NANOSECONDS) / elapsed));
    if (elapsed < BATCH_NANOSECONDS) operations *= 2;
  }
}

/**
 * @param {Subject} baseline
 * @param {readonly Subject[]} others
 * @param {{ rounds: number }} options
 */
export async function compare(baseline, others, { rounds: count }) {
  const operations = new Map();
  for (const subject of [baseline, ...others]) operations.set(subject, await calibrate(subject));
  const once = async (/** @type {Subject} */ subject) =>
    (await timeBatch(subject, operations.get(subject))) / operations.get(subject);

  /** @type {number[]} */
  const baselineTimes = [];
  const rows = others.map((subject) => ({
    subject,
    times: /** @type {number[]} */ ([]),
    ratios: /** @type {number[]} */ ([]),
  }));
  for (let round = 0; round < count; round++) {
    for (const row of rotated(rows, round)) {
      const first = round % 2 === 0;
      const before = first ? await once(baseline) : 0;
      const other = await once(row.subject);
      const own = first ? before : await once(baseline);
      baselineTimes.push(own);
      row.times.push(other);
      row.ratios.push(other / own);
    }
  }
  return {
    baseline: { name: baseline.name, nanoseconds: summary(baselineTimes) },
    others: rows.map(({ subject, times, ratios }) => ({
      name: subject.name,
      nanoseconds: summary(times),
      ratio: summary(ratios),
    })),
  };
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {number} by
 */
const rotated = (items, by) => [
  ...items.slice(by % items.length),
  ...items.slice(0, by % items.length),
];
