import { SessionOptionsError } from "../session/errors.ts";
import { warnOnce } from "./production.ts";

/** A length of time; the parts add up. Python: `timedelta`. */
export interface DurationParts {
  weeks?: number;
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

/** A length of time: seconds, or its parts by name. */
export type Duration = number | DurationParts;

const SECONDS: Readonly<Record<keyof Required<DurationParts>, number>> = {
  weeks: 604_800,
  days: 86_400,
  hours: 3600,
  minutes: 60,
  seconds: 1,
};

// With a longer lifetime, the year of the cookie's Expires would have five digits.
const MAX_SECONDS = 1000 * 366 * 86_400;

// The longest that browsers keep a cookie (RFC 6265bis section 5.5).
const MAX_PLAIN_SECONDS = 400 * 86_400;

/** A duration in seconds. @throws {@link SessionOptionsError} if it is not a duration */
export function toSeconds(duration: Duration, option: string): number {
  const parts = typeof duration === "number" ? { seconds: duration } : duration;
  const fail = (got: string): never => {
    throw new SessionOptionsError(
      `${option} expected seconds, or an object such as { days: 7 }, from 0 to 1000 years; got ${got}.`,
    );
  };
  if (typeof parts !== "object" || parts === null) return fail(typeof duration);
  if (typeof duration === "number" && duration > MAX_PLAIN_SECONDS)
    warnOnce(
      `${option} is ${duration} seconds, which is more than the 400 days that browsers keep a cookie. ` +
        "If these are milliseconds, divide by 1000. If it is meant to be that long, say it in parts, " +
        "such as { days: 500 }.",
      "DEWAR_LONG_LIFETIME",
    );
  // A Date or a Temporal.Duration has no own members, so it would count as zero seconds.
  if (!isPlain(parts)) return fail(parts.constructor?.name ?? "an object of a class");
  let total = 0;
  for (const [unit, amount] of Object.entries(parts)) {
    if (!Object.hasOwn(SECONDS, unit)) return fail(`a part called "${unit}"`);
    if (typeof amount !== "number") return fail(`${typeof amount} for ${unit}`);
    total += amount * SECONDS[unit as keyof DurationParts];
  }
  return total >= 0 && total <= MAX_SECONDS ? total : fail(`${total} seconds`);
}

function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  // An object of another realm has that realm's Object.prototype, whose own prototype is null.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
