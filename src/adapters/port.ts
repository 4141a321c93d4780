import { SHARED_CACHE_HEADERS } from "../http/index.ts";
// From the package's own door: so `declare module "dewar"` finds it where only an adapter is imported.
import type { SessionOptions } from "../index.ts";
import {
  type RequestFacts,
  SecureCookieSessionInterface,
  type SessionInterface,
  SessionOptionsError,
} from "../session/index.ts";

/** What every adapter takes: options for cookie sessions, or an interface of one's own. */
export type SessionSource<Data> = SessionOptions | SessionInterface<Data>;

/** The interface behind what an adapter was given. */
export function interfaceOf<Data>(source: SessionSource<Data>): SessionInterface<Data> {
  if (isSessionInterface<Data>(source)) return source;
  if (source === undefined) throw new SessionOptionsError(NOTHING_GIVEN);
  return new SecureCookieSessionInterface(source);
}

const NOTHING_GIVEN =
  "session expected options, got none. Pass the key: session({ secretKey: process.env.SECRET_KEY }).";

/**
 * Whether it opens and saves sessions. By its methods and not by its class: where a project has two
 * copies of this package, the class of one is unknown to the other.
 */
function isSessionInterface<Data>(source: unknown): source is SessionInterface<Data> {
  if (typeof source !== "object" || source === null) return false;
  const { openSession, saveSession } = source as Partial<SessionInterface<Data>>;
  return typeof openSession === "function" && typeof saveSession === "function";
}

// What browsers and libraries send with a page that they load before anybody asked for it: browsers
// today, browsers of old, Safari's previews, Firefox of old, Turbo.
const PURPOSES = ["sec-purpose", "purpose", "x-purpose", "x-moz", "x-sec-purpose"];
// Next's router and htmx' preload extension.
const MARKS = ["next-router-prefetch", "hx-preloaded"];

/**
 * Whether nobody will see the response: a HEAD request, or a page that is loaded ahead.
 *
 * @param header - gives a header of the request by its name in small letters
 */
export function isUnseen(
  method: string | undefined,
  header: (name: string) => string | string[] | null | undefined,
): boolean {
  if (method === "HEAD") return true;
  // Nothing else is loaded ahead.
  if (method !== "GET") return false;
  for (const name of PURPOSES) {
    const purpose = header(name);
    if (purpose != null && /prefetch|preview/i.test(`${purpose}`)) return true;
  }
  return MARKS.some((name) => header(name) != null);
}

/** Headers that belong to one answer, and must not be on the error page that takes its place. */
export const OF_AN_ANSWER: readonly string[] = [
  "location",
  "cache-control",
  ...SHARED_CACHE_HEADERS,
  "expires",
  "etag",
  "last-modified",
  "accept-ranges",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-length",
  "content-range",
  "content-type",
];

/** What an adapter tells of a request. Frameworks take their time to say what `secure` is: it is asked for where a cookie is written. */
export class Facts<Carrier> implements RequestFacts {
  readonly request: Carrier;
  readonly unseen: boolean;
  // Always members of its own, so that none is found on `Object.prototype`.
  readonly replace: ((next: object) => void) | undefined;
  isCutOff: (() => boolean) | undefined = undefined;
  readonly #isSecure: (request: Carrier) => boolean;

  constructor(
    request: Carrier,
    isSecure: (request: Carrier) => boolean,
    unseen: boolean,
    replace?: (next: object) => void,
  ) {
    this.request = request;
    this.unseen = unseen;
    this.replace = replace;
    this.#isSecure = isSecure;
  }

  get secure(): boolean {
    return this.#isSecure(this.request);
  }
}

/** How an adapter hands over the session. */
export interface AdapterOptions<Property extends string = "session"> {
  /**
   * The name under which a request carries its session: another one for a second session of the same
   * application, whose cookie has another name then, too. Default `"session"`.
   */
  property?: Property;
}

const successors = new WeakMap<object, object>();

/** Remembers which session took the place of the one that a request came with. */
export function succeed(opened: object, next: object): void {
  successors.set(opened, next);
}

/** The session that a request has now: the one it came with, until `regenerate()` replaced it. */
export function currentSession<S extends object>(opened: S): S {
  return (successors.get(opened) as S | undefined) ?? opened;
}

type RunInContext = <T>(session: object, next: () => T, property?: string) => T;
/** What calls its listeners: a request, a response. */
type Emitter = { emit(...args: never[]): boolean };
type BindContext = (session: object, emitters: readonly Emitter[]) => void;

let run: RunInContext = (_session, next) => next();
let bind: BindContext | undefined;

/**
 * Runs what follows in a request, so that `dewar/context` finds the session there. Without it, just
 * runs.
 *
 * @param property - the session's name; one called otherwise than `"session"` does not take its place
 */
export const runInContext: RunInContext = (session, next, property = "session") =>
  run(session, next, property);

/** Runs the listeners of a request and its response in the request, too: Node runs them in the connection. */
export function bindContext(session: object, emitters: readonly Emitter[], property: string): void {
  if (property === "session") bind?.(session, emitters);
}

/** How `dewar/context` puts itself around requests: importing it is all it takes. */
export function provideContext(provided: RunInContext, bound: BindContext): void {
  run = provided;
  bind = bound;
}
