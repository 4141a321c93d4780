import { addCacheControlPrivate, type HeadersLike } from "../../http/index.ts";
import type { SessionCommit, SessionInterface } from "../../policy/index.ts";
import { type Session, SessionCommittedError } from "../../session/index.ts";
import { AdapterRequestInfo, isHeadOrPrefetch, openWith, saveWith } from "../index.ts";
import { copyOf } from "./copy-response.ts";

/** The session of a web request. */
export function openSession<Data>(
  sessions: SessionInterface<Data>,
  request: Request,
): Session<Data> {
  return openSessionOf(sessions, request, request, isHttps);
}

/**
 * Like {@link openSession}, for a framework with a request of its own.
 *
 * @param carrier - the framework's own request
 * @param isSecure - whether it came over https, as the framework sees it
 */
export function openSessionOf<Data, Carrier>(
  sessions: SessionInterface<Data>,
  { headers, method }: Request,
  carrier: Carrier,
  isSecure: (carrier: Carrier) => boolean,
): Session<Data> {
  const keepFlashes = isHeadOrPrefetch(method, (name) => headers.get(name));
  return openWith(
    sessions,
    headers.get("cookie"),
    new AdapterRequestInfo(carrier, isSecure, keepFlashes),
  );
}

/** Whether the URL of a request, or of a framework's request, is an https URL. */
export const isHttps = ({ url }: { readonly url: string | URL }): boolean =>
  `${url}`.startsWith("https:");

/** The same, for a context with the request as its `req`. */
export const isReqHttps = ({ req }: { readonly req: { readonly url: string } }): boolean =>
  isHttps(req);

/**
 * A copy of the response with the session's headers, or the response itself if there are none to add.
 *
 * @throws the error of a failed save, after it was reported
 * @throws {@link SessionCommittedError} if a changed session cannot be added to it
 */
export function saveSession<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  response: Response,
  request?: unknown,
): Response {
  const target = new ResponseHeaders(response);
  saveReported(sessions, session, target, request);
  return target.response;
}

/**
 * Saves a session into headers.
 *
 * @returns the commit that was written; `undefined` if the session was saved before
 * @throws the error of a failed save, after it was reported
 */
export function saveReported<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  headers: HeadersLike & { readonly lostCookie?: boolean },
  request: unknown,
): SessionCommit | undefined {
  try {
    const commit = saveWith(sessions, session, headers);
    if (headers.lostCookie && session.modified) throw new SessionCommittedError();
    return commit;
  } catch (error) {
    reportOnce(sessions, session, error, request);
    throw error;
  }
}

// The codes of the errors that were reported for each session.
const reported = new WeakMap<object, unknown>();

/** Reports the error of a failed save once: the error page that is tried next fails for the same reason. */
export function reportOnce<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  error: unknown,
  request: unknown,
): void {
  const code = (error as { code?: unknown } | undefined)?.code ?? "unknown";
  if (reported.get(session) === code) return;
  reported.set(session, code);
  sessions.reportError(error, request);
}

/**
 * Like {@link saveSession}, for the error page after a failed save. The page may have changed the
 * session. If this save fails, too, the page is sent without the cookie, and with an error status.
 */
export function saveErrorPage<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  page: Response,
  request: unknown,
): Response {
  try {
    return saveSession(sessions, session, page, request);
  } catch {
    return page.status >= 400 ? page : errorPage();
  }
}

/** A copy of a response that no shared cache may store. */
export function madePrivate(response: Response): Response {
  const headers = new ResponseHeaders(response);
  addCacheControlPrivate(headers);
  return headers.response;
}

/** The response if a session cannot be saved and there is no other error page. */
export const errorPage = (): Response =>
  new Response("Internal Server Error", {
    status: 500,
    headers: { "content-type": "text/plain; charset=utf-8" },
  });

/**
 * Ends a request that has no response, because its connection was upgraded.
 *
 * @throws {@link SessionCommittedError} if a changed session was not saved into the upgrade's headers
 */
export function endSession<Data>(sessions: SessionInterface<Data>, session: Session<Data>): void {
  const commit = saveWith(sessions, session, new Headers());
  if (commit?.cookies.length && session.modified) throw new SessionCommittedError();
}

/**
 * The headers of a response, for additions. Changes go into a copy: the response belongs to the code
 * that made it, and may go to another visitor as well.
 */
export class ResponseHeaders implements HeadersLike {
  response: Response;
  /** Set-Cookie could not be added: the response is immutable. */
  lostCookie = false;
  #isCopy = false;

  constructor(response: Response) {
    this.response = response;
  }

  get(name: string): string | null {
    return this.response.headers.get(name);
  }

  getSetCookie(): string[] {
    return this.response.headers.getSetCookie();
  }

  set(name: string, value: string): void {
    this.#change("set", name, value);
  }

  append(name: string, value: string): void {
    if (!this.#change("append", name, value)) this.lostCookie = true;
  }

  #change(how: "set" | "append", name: string, value: string): boolean {
    if (!this.#isCopy && canBeCopied(this.response)) {
      this.response = copyOf(this.response);
      this.#isCopy = true;
    }
    try {
      this.response.headers[how](name, value);
      return true;
    } catch (error) {
      // An immutable upgrade, or headers that no response can have.
      if (this.#isCopy) throw error;
      return false;
    }
  }
}

/**
 * Whether a response can be copied. An accepted upgrade must stay the object that the runtime made for
 * this request. A network error has status 0.
 */
export const canBeCopied = ({ status }: Response): boolean => status >= 200 && status <= 599;
