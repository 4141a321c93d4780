import type { IncomingMessage } from "node:http";
import type { SessionInterface } from "../../policy/index.ts";
import type { Session } from "../../session/index.ts";
import { addPlace, type SessionPlace, sessionInPlace, sessionProperty } from "../index.ts";

/** How an adapter attaches sessions. It is the same for all requests. */
export class NodeSessionConfig<Data, Carrier extends object> {
  readonly sessions: SessionInterface<Data>;
  /** The name of the session on the carrier. */
  readonly property: string;
  /** The application's name for that place: `"req.session"`. */
  readonly place: string;
  /** Whether a request came over https, as the framework sees it. */
  readonly isSecure: (carrier: Carrier) => boolean;
  readonly #descriptor: PropertyDescriptor;

  constructor(
    sessions: SessionInterface<Data>,
    property: string,
    carrierName: string,
    isSecure: (carrier: Carrier) => boolean,
  ) {
    this.sessions = sessions;
    this.property = property;
    this.place = `${carrierName}.${property}`;
    this.isSecure = isSecure;
    this.#descriptor = sessionProperty(property, this.place);
  }

  /** The same session, if an earlier middleware has attached it already. */
  inPlace(carrier: Carrier): Session<Data> | undefined {
    const found = (carrier as Record<string, unknown>)[this.property];
    return sessionInPlace(found, this.sessions, carrier, this.place);
  }

  /** Puts a session where the application finds it. */
  put(carrier: Carrier, place: SessionPlace): void {
    addPlace(carrier, place);
    Object.defineProperty(carrier, this.property, this.#descriptor);
  }

  /** Whether the application has removed the session: `delete req.session`. */
  isDeleted(carrier: Carrier): boolean {
    return !Object.hasOwn(carrier, this.property);
  }
}

/** For frameworks whose requests have a `secure` property. */
export const isSecure = ({ secure }: { readonly secure: boolean }): boolean => secure;

/** Whether a request's connection is encrypted. */
export const isEncrypted = ({ socket }: IncomingMessage): boolean =>
  "encrypted" in socket && socket.encrypted === true;
