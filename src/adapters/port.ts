// From the package's own door: so `declare module "dewar"` finds it where only an adapter is imported.
import type { SessionOptions } from "../index.ts";
import {
  type RequestFacts,
  SecureCookieSessionInterface,
  SessionInterface,
} from "../session/index.ts";

/** What every adapter takes: options for cookie sessions, or an interface of one's own. */
export type SessionSource<Data> = SessionOptions | SessionInterface<Data>;

/** The interface behind what an adapter was given. */
export function interfaceOf<Data>(source: SessionSource<Data>): SessionInterface<Data> {
  return source instanceof SessionInterface ? source : new SecureCookieSessionInterface(source);
}

/**
 * Whether nobody will see the response: a HEAD request, or a page that a browser loads ahead.
 *
 * @param purpose - the header Sec-Purpose, or Purpose, which older browsers send
 */
export function isUnseen(
  method: string | undefined,
  purpose: string | string[] | null | undefined,
): boolean {
  return method === "HEAD" || (purpose != null && `${purpose}`.includes("prefetch"));
}

/** What an adapter tells of a request. Frameworks take their time to say what `secure` is: it is asked for where a cookie is written. */
export class Facts<Carrier> implements RequestFacts {
  readonly request: Carrier;
  readonly unseen: boolean;
  readonly replace?: (next: object) => void;
  readonly #isSecure: (request: Carrier) => boolean;

  constructor(
    request: Carrier,
    isSecure: (request: Carrier) => boolean,
    unseen: boolean,
    replace?: (next: object) => void,
  ) {
    this.request = request;
    this.unseen = unseen;
    if (replace !== undefined) this.replace = replace;
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

let run: RunInContext = (_session, next) => next();

/**
 * Runs what follows in a request, so that `dewar/context` finds the session there. Without it, just
 * runs.
 *
 * @param property - the session's name; one called otherwise than `"session"` does not take its place
 */
export const runInContext: RunInContext = (session, next, property = "session") =>
  run(session, next, property);

/** How `dewar/context` puts itself around requests: importing it is all it takes. */
export function provideContext(provided: RunInContext): void {
  run = provided;
}
