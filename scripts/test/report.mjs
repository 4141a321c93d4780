// What a person reads: a line for each step that starts, one for each that ends, with the output of
// those that failed below it, and the closing line. What belongs to a step is printed at once, when it
// ends, because two steps run at a time.

/** @param {string} text */
export function note(text) {
  console.log(text);
}

const MOST_LINES = 1000;

/**
 * One cause can fill a screen a thousand times over.
 * @param {string} output
 */
function beginning(output) {
  const lines = output.split("\n");
  const more = lines.length - MOST_LINES;
  return more > 0 ? `${lines.slice(0, MOST_LINES).join("\n")}\n... ${more} more lines` : output;
}

/** @param {{ ci: boolean }} options */
export function openReport({ ci }) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const absent = [];
  return {
    /**
     * @param {import("./steps.mjs").Step} step
     * @param {string} missing
     */
    leftOut(step, missing) {
      note(`- ${step.name}: left out, needs ${missing}`);
      absent.push(`${step.name} (needs ${missing})`);
      // In CI a check that does not run is a check that failed.
      if (ci) total.failed++;
      else total.skipped++;
    },

    /**
     * @param {import("./steps.mjs").Step} step
     * @param {import("./run.mjs").StepResult} result
     */
    add(step, result) {
      total.passed += result.passed;
      total.failed += result.failed;
      total.skipped += result.skipped;
      const bad = result.failed > 0 || (ci && result.skipped > 0);
      const parts = [`${result.passed} passed`];
      if (result.failed > 0) parts.push(`${result.failed} failed`);
      if (result.skipped > 0) parts.push(`${result.skipped} skipped`);
      note(`${bad ? "✗" : "✓"} ${step.name}: ${parts.join(", ")} (${result.seconds.toFixed(1)} s)`);
      if (bad) note(`\n${beginning(result.output.trimEnd())}\n`);
      // A test says `note: ...` for what a person should see though nothing is wrong.
      else for (const [line] of result.output.matchAll(/^note: .*/gm)) note(`  ${line}`);
    },

    hasFailed: () => total.failed > 0,

    /** Prints the end and gives the exit code. */
    close() {
      if (absent.length > 0) note(`Left out: ${absent.join("; ")}.`);
      note(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
      return total.failed > 0 || (ci && total.skipped > 0) ? 1 : 0;
    },
  };
}
