import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { HeadersLike } from "../../http/index.ts";

/** A Node response's headers in the shape of web `Headers`. */
export class NodeHeaders implements HeadersLike {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  get(name: string): string | null {
    return joined(this.#response.getHeader(name));
  }

  set(name: string, value: string): void {
    this.#response.setHeader(name, value);
  }

  append(name: string, value: string): void {
    const response = this.#response;
    // What Socket.IO hands to middleware for a WebSocket has no such method.
    if (response.appendHeader) response.appendHeader(name, value);
    else response.setHeader(name, [...listed(response.getHeader(name)), value]);
  }

  getSetCookie(): string[] {
    return listed(this.#response.getHeader("set-cookie"));
  }
}

/** A header that a request has itself: Node's object inherits what another package left on `Object.prototype`. */
export function ownHeader(
  headers: IncomingHttpHeaders,
  name: string,
): string | string[] | undefined {
  const value = headers[name];
  return value !== undefined && Object.hasOwn(headers, name) ? value : undefined;
}

type HeaderValue = number | string | readonly string[] | undefined;

/** A header as `Headers.get` gives it. */
export function joined(value: HeaderValue): string | null {
  if (value === undefined) return null;
  return Array.isArray(value) ? value.join(", ") : `${value}`;
}

/** A header's lines. */
export function listed(value: HeaderValue): string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map(String) : [`${value}`];
}
