import { InvalidArgumentError } from "commander";
import { UNITS } from "../token/index.ts";

export { agoInWords, inWords, local, nowSeconds, utc } from "../token/index.ts";

/** Reads a length of time: seconds, or with a unit, such as `31d`. */
export function duration(text: string): number {
  const [, digits, letter = "s"] = /^(\d{1,10})([wdhms]?)$/.exec(text) ?? [];
  const unit = UNITS.find((each) => each[1] === (letter || "s"));
  if (digits === undefined || unit === undefined)
    throw new InvalidArgumentError(
      "Expected seconds, or a number with w, d, h, m or s, such as 31d.",
    );
  return Number(digits) * unit[2];
}

/** Reads a point in time: seconds since 1970, or a date in ISO 8601. */
export function pointInTime(text: string): number {
  const seconds = /^\d{1,12}$/.test(text) ? Number(text) : Math.floor(Date.parse(text) / 1000);
  if (seconds >= 0) return seconds;
  throw new InvalidArgumentError(
    "Expected seconds since 1970, or a date such as 2026-01-31T12:00:00Z.",
  );
}
