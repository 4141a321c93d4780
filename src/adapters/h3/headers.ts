import type { H3Event } from "h3";
import { canBeCopied } from "../../host/web/index.ts";
import { addCacheControlPrivate, addVaryCookie, type HeadersLike } from "../../http/index.ts";

const HTTP_RESPONSE = Symbol.for("h3.HTTPResponse");

/** Headers of an outgoing value; those staged on the event win. */
export class StagedHeaders implements HeadersLike {
  readonly #event: H3Event;
  readonly #own: Headers;
  readonly #over: Headers;
  readonly #cookies: string[] = [];

  constructor(event: H3Event, value: unknown) {
    this.#event = event;
    const { headers } = hasHeaders(value) ? value : {};
    this.#own = new Headers(headers);
    const isError = value instanceof Error || (value instanceof Response && value.status >= 400);
    this.#over = (isError && event.res.errHeaders) || event.res.headers;
  }

  /** An outer middleware may still answer with an error, for which h3 stages headers separately. */
  stageForErrors(): void {
    if (this.#cookies.length === 0) return;
    const { errHeaders, headers } = this.#event.res;
    if (errHeaders === undefined || this.#over !== headers) return;
    for (const cookie of this.#cookies) errHeaders.append("set-cookie", cookie);
    addVaryCookie(errHeaders);
    addCacheControlPrivate(errHeaders);
  }

  get(name: string): string | null {
    return this.#over.get(name) ?? this.#own.get(name);
  }

  set(name: string, value: string): void {
    this.#over.set(name, value);
  }

  append(name: string, value: string): void {
    this.#over.append(name, value);
    if (name.toLowerCase() === "set-cookie") this.#cookies.push(value);
  }

  getSetCookie(): string[] {
    return [...this.#own.getSetCookie(), ...this.#over.getSetCookie()];
  }
}

/**
 * Early release candidates of h3 2, which Nitro uses, write staged headers into the handler's own
 * response, which may go to another visitor as well. So they get a copy. They have no `errHeaders`.
 */
export function ownAnswer(event: H3Event, value: unknown): unknown {
  if (!(value instanceof Response) || event.res.errHeaders !== undefined) return value;
  return canBeCopied(value) ? new Response(value.body, value) : value;
}

/** The same for a response of `onError`, into which they write the staged headers twice. */
export function withStaged(event: H3Event, answer: unknown): unknown {
  const own = ownAnswer(event, answer);
  if (own === answer || !(own instanceof Response)) return answer;
  const { headers } = event.res;
  for (const [name, value] of [...headers]) {
    if (name === "set-cookie") own.headers.append(name, value);
    else own.headers.set(name, value);
    headers.delete(name);
  }
  return own;
}

function hasHeaders(value: unknown): value is { headers?: Headers } {
  if (typeof value !== "object" || value === null) return false;
  return value instanceof Response || value instanceof Error || HTTP_RESPONSE in value;
}
