import type { IncomingMessage, ServerResponse } from "node:http";
import onHeaders from "on-headers";
import type { HeadersLike } from "../http/index.ts";
import type { Session, SessionInterface } from "../session/index.ts";
import { savePiped } from "./node-pipe.ts";
import { currentSession, Facts, isUnseen, succeed } from "./port.ts";

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

/** How an adapter attaches sessions, the same for all requests. */
export interface Attaching<Data, Carrier> {
  readonly sessions: SessionInterface<Data>;
  /** The name under which the carrier has its session. */
  readonly property: string;
  /** Whether a request came over https, as the framework sees it. */
  isSecure(carrier: Carrier): boolean;
}

/** For a framework whose requests say themselves whether they came over https. */
export const isSecure = ({ secure }: { readonly secure: boolean }): boolean => secure;

/**
 * The session of a Node request: opened, put where it is looked for, and saved just before the
 * response's headers leave, whoever sends them: a redirect, an error page, the first chunk of a
 * stream.
 */
export class AttachedSession<Data, Carrier extends object> {
  /** The session that the request came with. */
  readonly session: Session<Data>;
  readonly #sessions: SessionInterface<Data>;
  readonly #response: ServerResponse;
  readonly #writeHead: ServerResponse["writeHead"];
  readonly #hooked: ServerResponse["writeHead"];
  #saved = false;

  /** @param carrier - what carries the session: the framework's own request */
  constructor(
    { sessions, property, isSecure }: Attaching<Data, Carrier>,
    { method, headers }: IncomingMessage,
    response: ServerResponse,
    carrier: Carrier,
  ) {
    const unseen = isUnseen(method, headers["sec-purpose"] ?? headers["purpose"]);
    const carries = carrier as Record<string, object>;
    const replace = (next: object): void => {
      succeed(this.session, next);
      carries[property] = next;
    };
    const facts = new Facts(carrier, isSecure, unseen, replace);
    this.session = sessions.openSession(headers.cookie, facts);
    carries[property] = this.session;
    this.#sessions = sessions;
    this.#response = response;
    this.#writeHead = response.writeHead;
    const saveNow = () => this.save(new NodeHeaders(response));
    onHeaders(response, saveNow);
    this.#hooked = response.writeHead;
    savePiped(response, saveNow);
  }

  /** Saves the session, once: whoever comes first. */
  save(headers: HeadersLike): void {
    if (this.#saved) return;
    this.#saved = true;
    this.#sessions.saveSession(currentSession(this.session), headers);
  }

  /** Lets the headers leave as they would without a session: it is saved, and looks at them no more. */
  release(): void {
    if (this.#response.writeHead === this.#hooked) this.#response.writeHead = this.#writeHead;
  }
}
