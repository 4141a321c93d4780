import type { H3Event } from "h3";
import { addCacheControlPrivate, addVaryCookie, type HeadersLike } from "../http/index.ts";
import { ResponseHeaders } from "./web.ts";

const HTTP_RESPONSE = Symbol.for("h3.HTTPResponse");

/** The headers of a value on its way out: those it has itself, and over them those staged on the event. */
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

  /** A middleware around this one may yet answer with an error, of which h3 stages the headers apart. */
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
 * The headers of what `onError` answers with, in the first candidates of h3 2 that Nitro has: they put
 * the staged headers over its own.
 */
export class AnswerHeaders extends ResponseHeaders {
  readonly #staged: Headers;

  constructor(event: H3Event, answer: Response) {
    super(answer);
    this.#staged = event.res.headers;
  }

  override get(name: string): string | null {
    const values = [super.get(name), this.#staged.get(name)].filter((value) => value !== null);
    return values.length === 0 ? null : values.join(", ");
  }

  override getSetCookie(): string[] {
    return [...super.getSetCookie(), ...this.#staged.getSetCookie()];
  }

  override set(name: string, value: string): void {
    super.set(name, value);
    if (this.#staged.has(name)) this.#staged.set(name, value);
  }
}

function hasHeaders(value: unknown): value is { headers?: Headers } {
  if (typeof value !== "object" || value === null) return false;
  return value instanceof Response || value instanceof Error || HTTP_RESPONSE in value;
}
