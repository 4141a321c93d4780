/**
 * A table of Markdown.
 * @param {readonly string[]} head
 * @param {readonly (readonly (string | number)[])[]} rows
 */
export const table = (head, rows) =>
  [head, ["---", ...head.slice(1).map(() => "---:")], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

/** Three figures are more than a shared machine can promise. @param {number} value */
export function figure(value) {
  if (value !== 0 && Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return `${Number(value.toPrecision(Math.abs(value) < 1 ? 2 : 3))}`;
}

/**
 * A median with the quarters around it.
 * @param {{ median: number, low: number, high: number }} summary
 * @param {(value: number) => string} [show]
 */
export const spread = ({ median, low, high }, show = figure) =>
  `**${show(median)}** (${show(low)} to ${show(high)})`;

/** @param {number} share */
export const percent = (share) => `${(share * 100).toFixed(1)} %`;

/** @param {number} bytes */
export const kilobytes = (bytes) =>
  bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
