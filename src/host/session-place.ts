import type { SessionInterface } from "../policy/index.ts";
import { assignSession, isSession, type Session, SessionOptionsError } from "../session/index.ts";

/**
 * The session that a request has already under a name, from a middleware that ran before: the same
 * one that would be opened now.
 *
 * @param found - what stands under the name
 * @param place - where it stands, for the error's message: `"req.session"`
 * @returns `undefined` when there is none, or one with a cookie of another name
 * @throws {@link SessionOptionsError} where another package has taken the name
 */
export function sessionInPlace<Data>(
  found: unknown,
  sessions: SessionInterface<Data>,
  request: unknown,
  place: string,
): Session<Data> | undefined {
  if (found === undefined || found === null) return undefined;
  if (!isSession(found))
    throw new SessionOptionsError(
      `${place} expected to be free, got a value of another package or middleware. Give this session ` +
        'another name, session(options, { property: "flask" }), or remove the other.',
    );
  return sessions.isSame(found, request) ? (found as Session<Data>) : undefined;
}

/** The session of one request, under the name where the application finds it. */
export interface SessionPlace {
  /** Which session it is now: `regenerate()` may have put another there. */
  current: object;
}

/** How a property of a request gives its session, and takes what is assigned to it. */
export function sessionProperty(slot: symbol, place: string): PropertyDescriptor {
  type Carrier = { [slot: symbol]: SessionPlace | undefined };
  return {
    configurable: true,
    enumerable: true,
    get(this: Carrier) {
      return this[slot]?.current;
    },
    set(this: Carrier, value: unknown) {
      const held = this[slot];
      if (held !== undefined) assignSession(held.current, value, place);
    },
  };
}

/** The symbol under which a request keeps the session of a name. */
export const slotOf = (property: string): symbol => Symbol.for(`dewar session ${property}`);
