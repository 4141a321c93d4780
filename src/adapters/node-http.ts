import type { IncomingMessage, ServerResponse } from "node:http";
import onHeaders from "on-headers";
import type { HeadersLike } from "../http/index.ts";
import type { Session, SessionInterface } from "../session/index.ts";
import { savePiped } from "./node-pipe.ts";
import { currentSession, isUnseen, succeed } from "./port.ts";

/** A Node response's headers in the shape of web `Headers`. */
export class NodeHeaders implements HeadersLike {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  get(name: string): string | null {
    const value = this.#response.getHeader(name);
    if (value === undefined) return null;
    return Array.isArray(value) ? value.join(", ") : `${value}`;
  }

  set(name: string, value: string): void {
    this.#response.setHeader(name, value);
  }

  append(name: string, value: string): void {
    this.#response.appendHeader(name, value);
  }
}

/** A request and its response, as one of Node's frameworks has them. */
export interface NodeExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Whether the request came over https, as the framework sees it. */
  readonly secure: boolean;
  /** What carries the session: the framework's own request. */
  readonly carrier: object;
  /** The name under which it does. */
  readonly property: string;
}

/** The session of an exchange, and what puts it into the response. */
export interface Attached<Data> {
  readonly session: Session<Data>;
  /** Saves the session, once: whoever comes first. */
  save(headers: HeadersLike): void;
}

/**
 * Opens the session of a Node request, and saves it just before the response's headers leave,
 * whoever sends them: a redirect, an error page, the first chunk of a stream.
 */
export function attachSession<Data>(
  sessions: SessionInterface<Data>,
  { request, response, secure, carrier, property }: NodeExchange,
): Attached<Data> {
  const { method, headers } = request;
  const unseen = isUnseen(method, (name) => headers[name]);
  const put = (next: object): void => {
    (carrier as Record<string, object>)[property] = next;
  };
  const replace = (next: object): void => {
    succeed(session, next);
    put(next);
  };
  const session = sessions.openSession(headers.cookie, {
    secure,
    unseen,
    request: carrier,
    replace,
  });
  put(session);
  let saved = false;
  const save = (into: HeadersLike): void => {
    if (saved) return;
    saved = true;
    sessions.saveSession(currentSession(session), into);
  };
  const saveNow = () => save(new NodeHeaders(response));
  onHeaders(response, saveNow);
  savePiped(response, saveNow);
  return { session, save };
}
