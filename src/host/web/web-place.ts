import type { SessionInterface } from "../../policy/index.ts";
import { assignSession, clearSession, type Session } from "../../session/index.ts";
import { sessionInPlace } from "../index.ts";

/** Where an application finds the session of a request: `event.context.session`. */
export class WebPlace<Data> {
  readonly #sessions: SessionInterface<Data>;
  readonly #property: string;
  readonly #name: string;

  /** @param carrierName - how the application calls what carries the session: `"event.context"` */
  constructor(sessions: SessionInterface<Data>, property: string, carrierName: string) {
    this.#sessions = sessions;
    this.#property = property;
    this.#name = `${carrierName}.${property}`;
  }

  /** The same session from a middleware before this one, if there was one. */
  find(carrier: object, request: unknown): Session<Data> | undefined {
    const found = (carrier as Record<string, unknown>)[this.#property];
    return sessionInPlace(found, this.#sessions, request, this.#name);
  }

  /** Puts the session there. What is assigned to its place later changes the session itself. */
  put(carrier: object, session: Session<Data>): void {
    Object.defineProperty(carrier, this.#property, {
      configurable: true,
      enumerable: true,
      get: () => session,
      set: (value) => assignSession(session, value, this.#name),
    });
  }

  /** Does what was meant by `delete locals.session`. */
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
