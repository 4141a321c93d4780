import { quantile } from "d3-array";

/**
 * The median with the quarters around it.
 * @param {readonly number[]} values
 */
export function summary(values) {
  const at = (/** @type {number} */ p) => quantile(values, p) ?? Number.NaN;
  return { median: at(0.5), low: at(0.25), high: at(0.75), count: values.length };
}
