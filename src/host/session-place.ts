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
  readonly property: string;
  /** Which session it is now: `regenerate()` may have put another there. */
  current: object;
  /** The one that the request got before, of another name. */
  before: SessionPlace | undefined;
}

// One property for the sessions of all names: each that is added to a request costs time. Copies of
// this package share it.
const PLACES = Symbol.for("dewar session places");
type Carrier = { [PLACES]?: SessionPlace };

/** The place that a request got last. */
export const lastPlace = (carrier: object): SessionPlace | undefined =>
  (carrier as Carrier)[PLACES];

/** The place of a name, if the request has one. */
export function placeOf(carrier: object, property: string): SessionPlace | undefined {
  let place = lastPlace(carrier);
  while (place !== undefined && place.property !== property) place = place.before;
  return place;
}

/** Gives a request one more place, before those that it has. */
export function addPlace(carrier: object, place: SessionPlace): void {
  place.before = lastPlace(carrier);
  (carrier as Carrier)[PLACES] = place;
}

/** How a property of a request gives its session, and takes what is assigned to it. */
export function sessionProperty(property: string, name: string): PropertyDescriptor {
  return {
    configurable: true,
    enumerable: true,
    get(this: object) {
      return placeOf(this, property)?.current;
    },
    set(this: object, value: unknown) {
      const place = placeOf(this, property);
      if (place !== undefined) assignSession(place.current, value, name);
    },
  };
}
