import type { HeadersLike } from "../http/index.ts";
import { type Session, SessionCommittedError, type SessionInterface } from "../session/index.ts";
import { Facts, isUnseen } from "./port.ts";

/** The session of a web request. */
export function openSession<Data>(
  sessions: SessionInterface<Data>,
  request: Request,
): Session<Data> {
  return openSessionOf(sessions, request, request, isHttps);
}

/**
 * As {@link openSession}, for a framework whose own request is another.
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
  const unseen = isUnseen(method, headers.get("sec-purpose") ?? headers.get("purpose"));
  return sessions.openSession(headers.get("cookie"), new Facts(carrier, isSecure, unseen));
}

/** Whether the URL of a request, or of what stands for one, is one of https. */
export const isHttps = ({ url }: { readonly url: string | URL }): boolean =>
  `${url}`.startsWith("https:");

/** The same of a context that has the request as its `req`. */
export const isReqHttps = ({ req }: { readonly req: { readonly url: string } }): boolean =>
  isHttps(req);

/**
 * The response with the session's headers: itself, or a copy where its headers cannot be changed.
 *
 * @throws {@link SessionCommittedError} when a changed session cannot get into it
 */
export function saveSession<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  response: Response,
): Response {
  return saveInto(sessions, session, new ResponseHeaders(response));
}

/** As {@link saveSession}, for a framework that has more to say of the response's headers. */
export function saveInto<Data>(
  sessions: SessionInterface<Data>,
  session: Session<Data>,
  target: ResponseHeaders,
): Response {
  sessions.saveSession(session, target);
  if (target.lostCookie && session.modified) throw new SessionCommittedError();
  return target.response;
}

/**
 * Ends a request that has no response of its own, because its connection was upgraded.
 *
 * @throws {@link SessionCommittedError} when a changed session was not saved into the upgrade's headers
 */
export function endSession<Data>(sessions: SessionInterface<Data>, session: Session<Data>): void {
  const nowhere = new Headers();
  sessions.saveSession(session, nowhere);
  if (nowhere.has("set-cookie") && session.modified) throw new SessionCommittedError();
}

/** A response's headers that can be changed, whatever response it is. */
export class ResponseHeaders implements HeadersLike {
  response: Response;
  /** A cookie should have been set on a response that is closed to changes. */
  lostCookie = false;

  constructor(response: Response) {
    this.response = response;
  }

  get(name: string): string | null {
    return this.response.headers.get(name);
  }

  set(name: string, value: string): void {
    this.#change("set", name, value);
  }

  append(name: string, value: string): void {
    if (!this.#change("append", name, value)) this.lostCookie = true;
  }

  #change(how: "set" | "append", name: string, value: string): boolean {
    try {
      this.response.headers[how](name, value);
    } catch {
      // Redirects and fetched responses refuse changes; a copy takes them, or says what is wrong.
      if (!canBeCopied(this.response)) return false;
      this.response = new Response(this.response.body, this.response);
      this.response.headers[how](name, value);
    }
    return true;
  }
}

// An accepted upgrade is the very object that the runtime made; a network error has status 0.
const canBeCopied = ({ status }: Response): boolean => status >= 200 && status <= 599;
