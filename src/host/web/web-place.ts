import type { SessionInterface } from "../../policy/index.ts";
import { assignSession, clearSession, type Session } from "../../session/index.ts";
import { sessionInPlace } from "../index.ts";

/** The place of the session on a request: `event.context.session`. */
export class WebPlace<Data> {
  readonly #sessions: SessionInterface<Data>;
  readonly #property: string;
  readonly #name: string;

  /** @param carrierName - the application's name for the object that carries the session: `"event.context"` */
  constructor(sessions: SessionInterface<Data>, property: string, carrierName: string) {
    this.#sessions = sessions;
    this.#property = property;
    this.#name = `${carrierName}.${property}`;
  }

  /** The same session, if an earlier middleware has opened it. */
  find(carrier: object, request: unknown): Session<Data> | undefined {
    const found = (carrier as Record<string, unknown>)[this.#property];
    return sessionInPlace(found, this.#sessions, request, this.#name);
  }

  /** Puts the session there. Later assignments to this place change the session itself. */
  put(carrier: object, session: Session<Data>): void {
    Object.defineProperty(carrier, this.#property, {
      configurable: true,
      enumerable: true,
      get: () => session,
      set: (value) => assignSession(session, value, this.#name),
    });
  }

  /** Handles `delete locals.session`. */
  close(carrier: object, session: Session<Data>): void {
    if (!Object.hasOwn(carrier, this.#property)) clearSession(session);
  }
}

/** The same for a framework that keeps values by a key, as `c.set("session", session)` does. */
export function interceptSet<Key>(
  carrier: { set(key: Key, value: never): unknown },
  key: Key,
  session: object,
  place: string,
): void {
  const { set } = carrier;
  carrier.set = (name, value) => {
    if (name !== key) return set.call(carrier, name, value);
    assignSession(session, value, place);
  };
}
