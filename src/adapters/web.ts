import type { HeadersLike } from "../http/index.ts";
import { type Session, SessionCommittedError, type SessionInterface } from "../session/index.ts";
import { isUnseen } from "./port.ts";

/**
 * The session of a web request.
 *
 * @param facts - the framework's own request, and whether it is https where the framework knows better
 */
export function openSession<Data>(
  sessions: SessionInterface<Data>,
  request: Request,
  facts: { secure?: boolean; request?: unknown } = {},
): Session<Data> {
  const { headers, method, url } = request;
  return sessions.openSession(headers.get("cookie"), {
    secure: url.startsWith("https:"),
    unseen: isUnseen(method, (name) => headers.get(name)),
    request,
    ...facts,
  });
}

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
    this.#change((headers) => headers.set(name, value));
  }

  append(name: string, value: string): void {
    if (!this.#change((headers) => headers.append(name, value))) this.lostCookie = true;
  }

  #change(apply: (headers: Headers) => void): boolean {
    try {
      apply(this.response.headers);
    } catch {
      // Redirects and fetched responses refuse changes; a copy takes them, or says what is wrong.
      if (!canBeCopied(this.response)) return false;
      this.response = new Response(this.response.body, this.response);
      apply(this.response.headers);
    }
    return true;
  }
}

// An accepted upgrade is the very object that the runtime made; a network error has status 0.
const canBeCopied = ({ status }: Response): boolean => status >= 200 && status <= 599;
