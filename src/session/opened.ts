import type { SessionStatus } from "./types.ts";

/**
 * What was read from a cookie. Every member is always set, so that a lookup never reaches
 * `Object.prototype`, where another package may have left a member of that name.
 */
export interface Opened {
  readonly status: SessionStatus;
  /** The data; the state owns it from here on. Absent if the cookie was rejected. */
  readonly data: Record<string, unknown> | undefined;
  /** The JSON text the data was read from, if it was JSON. */
  readonly text: string | undefined;
  /** The payload as it is in the cookie; it is signed as it is if nothing changed. */
  readonly payload: string | undefined;
  /** When the cookie was signed, in seconds since 1970. */
  readonly timestamp: number | undefined;
}

/** The result if no cookie gave any data. */
export const openedEmpty = (status: SessionStatus): Opened => openedWith(status, undefined);

/** The result if the data did not come from a cookie. */
export const openedWith = (status: SessionStatus, data: Opened["data"]): Opened => ({
  status,
  data,
  text: undefined,
  payload: undefined,
  timestamp: undefined,
});
