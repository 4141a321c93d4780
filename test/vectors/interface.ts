// dewar set up as the Flask application of a vector was.
import { SecureCookieSessionInterface, type Session, type SessionOptions } from "dewar";
import { type EncodedKey, key } from "./keys.ts";
import { members } from "./values.ts";

/** A clock whose hands the test moves: seconds since 1970, possibly with a fraction. */
export interface Clock {
  now: number;
}

/** Flask's keys, oldest to newest, and Flask's defaults where dewar's are stricter. */
export function flaskOptions(keys: EncodedKey[], clock: Clock): SessionOptions {
  const [secretKey, ...older] = keys.map(key).reverse();
  return {
    secretKey,
    secretKeyFallbacks: older.reverse(),
    clock: () => clock.now * 1000,
    clockSkewSeconds: 0,
    // Flask takes any key; and the vectors' are short on purpose.
    allowWeakKey: true,
    cookie: { sameSite: null, secure: false },
  };
}

/** An interface for the vector's keys; `clock` starts at its `now`. */
export function toSessionInterface(
  vector: { secret_keys: EncodedKey[]; now: number; max_age: number },
  onReject: NonNullable<SessionOptions["onReject"]> = () => {},
): { sessions: SecureCookieSessionInterface; clock: Clock } {
  const clock = { now: vector.now };
  const options = flaskOptions(vector.secret_keys, clock);
  const lifetime = { permanentSessionLifetime: vector.max_age, onReject };
  return { sessions: new SecureCookieSessionInterface({ ...options, ...lifetime }), clock };
}

/** dewar refuses at start what leaves a Flask application open or broken: empty keys, times below 0. */
export function isRefusedAtStart(vector: { secret_keys: EncodedKey[]; max_age?: number }): boolean {
  return vector.secret_keys.includes("") || (vector.max_age ?? 0) < 0;
}

/** All of a session's data, whatever the keys are called. */
export function dataOf(session: Session): string {
  return members(session as Iterable<[string, unknown]>);
}

/** Saves a session and gives the one cookie value, or undefined when none was set. */
export function savedValue(
  sessions: SecureCookieSessionInterface,
  session: Session,
): string | undefined {
  const headers = new Headers();
  sessions.saveSession(session, headers);
  const [line, ...more] = headers.getSetCookie();
  if (more.length > 0) throw new Error("expected one cookie");
  return line?.slice(line.indexOf("=") + 1).split(";")[0];
}
