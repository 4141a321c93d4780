import type { IncomingMessage, ServerResponse } from "node:http";
import onHeaders from "on-headers";
import type { HeadersLike } from "../http/index.ts";
import type { Session, SessionInterface } from "../session/index.ts";
import { isUnseen } from "./port.ts";

/** A Node response's headers in the shape of web `Headers`. */
class NodeHeaders implements HeadersLike {
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

/**
 * Opens the session of a Node request, and saves it just before the response's headers leave,
 * whoever sends them: a redirect, an error page, the first chunk of a stream.
 */
export function attachSession<Data>(
  sessions: SessionInterface<Data>,
  request: IncomingMessage,
  response: ServerResponse,
  secure: boolean,
): Session<Data> {
  const { method, headers } = request;
  const unseen = isUnseen(method, (name) => headers[name]);
  const session = sessions.openSession(headers.cookie, { secure, unseen, request });
  onHeaders(response, () => sessions.saveSession(session, new NodeHeaders(response)));
  return session;
}
