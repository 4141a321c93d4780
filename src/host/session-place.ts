import type { SessionInterface } from "../policy/index.ts";
import { assignSession, isSession, type Session, SessionOptionsError } from "../session/index.ts";

/**
 * The session that an earlier middleware has already put on the request, if it is the same session
 * that would be opened now.
 *
 * @param found - the value under the session's name
 * @param place - its place, for the error's message: `"req.session"`
 * @returns `undefined` if there is no session, or one with a cookie of another name
 * @throws {@link SessionOptionsError} if another package uses the name
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

/** The session of one request, under its name on the request. */
export interface SessionPlace {
  readonly property: string;
  /** The current session: `regenerate()` may have replaced the first. */
  current: object;
  /** The place that the request got before this one, under another name. */
  before: SessionPlace | undefined;
}

// One property for the sessions of all names, because each property added to a request costs time.
// Another copy of this package has its own: what a place leads to differs from version to version.
const PLACES = Symbol("dewar session places");
type Carrier = { [PLACES]?: SessionPlace };

/** The place that the request got last. */
export const lastPlace = (carrier: object): SessionPlace | undefined =>
  (carrier as Carrier)[PLACES];

/** The place with a name, if the request has one. */
export function placeOf(carrier: object, property: string): SessionPlace | undefined {
  let place = lastPlace(carrier);
  while (place !== undefined && place.property !== property) place = place.before;
  return place;
}

/** Adds a place to a request, in front of the others. */
export function addPlace(carrier: object, place: SessionPlace): void {
  place.before = lastPlace(carrier);
  (carrier as Carrier)[PLACES] = place;
}

/** The property of a request that returns its session and handles assignments. */
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
