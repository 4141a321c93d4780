import type { AnySession } from "../../session/index.ts";

/** One request, as the adapter under test shows it to the contract's application. */
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
   * Assigns to the place where the application finds the session, as `req.session = value` does.
   * Left out where a framework has no such place.
   */
  assign?: (value: unknown) => void;
  /** The session that `dewar/context` gives here, where the application has it. */
  context?: object;
}

/** The sessions of a visit, of whatever data. */
export interface Visited {
  session: AnySession;
  admin: AnySession;
  keyless: AnySession;
  context: AnySession | undefined;
  assign: ((value: unknown) => void) | undefined;
}

/** A name and a value. A name may come more than once; each is a header of its own. */
export type ContractHeader = readonly [name: string, value: string];
