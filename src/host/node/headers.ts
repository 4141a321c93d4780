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
    // For a WebSocket, Socket.IO passes an object without this method.
    if (response.appendHeader) response.appendHeader(name, value);
    else response.setHeader(name, [...listed(response.getHeader(name)), value]);
  }

  getSetCookie(): string[] {
    return listed(this.#response.getHeader("set-cookie"));
  }
}

/** A request's own header. Node's object also inherits from `Object.prototype`, where another package may have left a member. */
export function ownHeader(
  headers: IncomingHttpHeaders,
  name: string,
): string | string[] | undefined {
  const value = headers[name];
  return value !== undefined && Object.hasOwn(headers, name) ? value : undefined;
}

type HeaderValue = number | string | readonly string[] | undefined;

/** A header, as `Headers.get` returns it. */
export function joined(value: HeaderValue): string | null {
  if (value === undefined) return null;
  return Array.isArray(value) ? value.join(", ") : `${value}`;
}

/** A header's lines. */
export function listed(value: HeaderValue): string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map(String) : [`${value}`];
}
