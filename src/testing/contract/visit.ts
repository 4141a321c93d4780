import type { AnySession } from "../../session/index.ts";

/** One request, as the test passes it to the contract's application. */
export interface ContractVisit {
  /** The request's path and query, `"/write/redirect?around"`. */
  url: string;
  /** The session of `contractApplication.session`. */
  session: object;
  /** The session of `contractApplication.admin`. */
  admin: object;
  /** The session of `contractApplication.keyless`. */
  keyless: object;
  /**
   * Assigns to the place of the session, as `req.session = value` does. Left out if the framework has no
   * such place.
   */
  assign?: (value: unknown) => void;
  /** The session that `dewar/context` returns here, if the application uses it. */
  context?: object;
}

/** The sessions of a visit, with any data. */
export interface Visited {
  session: AnySession;
  admin: AnySession;
  keyless: AnySession;
  context: AnySession | undefined;
  assign: ((value: unknown) => void) | undefined;
}

/** A name and a value. If a name comes more than once, each is a separate header. */
export type ContractHeader = readonly [name: string, value: string];
