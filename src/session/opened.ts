import type { SessionStatus } from "./types.ts";

/**
 * What a cookie turned out to hold. Every member is always there, so that none is looked for on
 * `Object.prototype`, where another package may have left one.
 */
export interface Opened {
  readonly status: SessionStatus;
  /** The data; the dictionary owns it from here on. A refused cookie has none. */
  readonly data: Record<string, unknown> | undefined;
  /** The JSON text the data was read from, if it was JSON. */
  readonly text: string | undefined;
  /** The payload as it stands in the cookie, to be signed again when nothing changed. */
  readonly payload: string | undefined;
  /** When the cookie was signed, in seconds since 1970. */
  readonly timestamp: number | undefined;
}

/** What there is when no cookie gave any data. */
export const openedEmpty = (status: SessionStatus): Opened => openedWith(status, undefined);

/** What there is when the data came from somewhere else than a cookie. */
export const openedWith = (status: SessionStatus, data: Opened["data"]): Opened => ({
  status,
  data,
  text: undefined,
  payload: undefined,
  timestamp: undefined,
});
