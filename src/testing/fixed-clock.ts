import { type DurationParts, toSeconds } from "../policy/duration.ts";

/** A clock that stands still until it is told otherwise. */
export interface FixedClock {
  /** The time in milliseconds since 1970. */
  (): number;
  /**
   * Moves the time on.
   *
   * @throws {@link SessionOptionsError} for a value that is not a duration, such as one with a part called `day`
   */
  advance(by: DurationParts): void;
  /** Sets the time. */
  set(time: Date | string | number): void;
}

/**
 * A clock for the `clock` option that stands still until it is told otherwise.
 *
 * Python: freezegun's `freeze_time`.
 *
 * @param time - the time that it shows: a date, its ISO text, or milliseconds since 1970
 * @throws {@link RangeError} for a value that is not a time
 * @example
 * ```ts
 * import { SecureCookieSessionInterface } from "dewar";
 * import { fixedClock, forgeCookie } from "dewar/testing";
 *
 * const clock = fixedClock("2030-01-01T00:00:00Z");
 * const sessions = new SecureCookieSessionInterface({
 *   secretKey: "0123456789abcdef0123456789abcdef",
 *   clock,
 * });
 * const cookie = forgeCookie(sessions, { username: "alice" });
 * clock.advance({ days: 32 });
 * sessions.openSession(cookie).status; // "expired"
 * ```
 */
export function fixedClock(time: Date | string | number): FixedClock {
  let now = milliseconds(time);
  return Object.assign(() => now, {
    advance(by: DurationParts): void {
      now += toSeconds(by, "advance") * 1000;
    },
    set(next: Date | string | number): void {
      now = milliseconds(next);
    },
  });
}

function milliseconds(time: Date | string | number): number {
  const value = new Date(time).getTime();
  if (Number.isNaN(value)) throw new RangeError("fixedClock expected a time, got something else.");
  return value;
}
