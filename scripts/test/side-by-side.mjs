// Runs the steps that do not need each other two at a time: many wait for a network, a browser or a
// server, and two keep two cores busy.

const LANES = 2;

/**
 * Runs the steps in their order. A step that builds applications inside the tree starts when those that
 * read the whole tree have ended.
 *
 * @template {Pick<import("./steps.mjs").Step, "readsTree" | "buildsInTree">} S
 * @param {readonly S[]} steps
 * @param {(step: S) => Promise<void>} run
 */
export async function sideBySide(steps, run) {
  const waiting = [...steps];
  /** @type {Set<Promise<void>>} */
  const reading = new Set();
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      if (step.buildsInTree) await Promise.all(reading);
      const running = run(step);
      if (step.readsTree) {
        reading.add(running);
        running.finally(() => reading.delete(running)).catch(() => {});
      }
      await running;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
