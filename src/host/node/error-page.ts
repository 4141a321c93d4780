import type { ServerResponse } from "node:http";

const NO_HEADERS: ReturnType<ServerResponse["getHeaders"]> = Object.freeze(Object.create(null));
const BODY = "Internal Server Error";

// What goes on with the answer that was thrown away must not throw because another has left.
const SILENCED = [
  "writeHead",
  "setHeader",
  "setHeaders",
  "appendHeader",
  "removeHeader",
  "flushHeaders",
  "writeContinue",
  "writeEarlyHints",
  "addTrailers",
] as const;

/** What a response becomes when its session cannot be saved: status 500, without the cookie. */
export class ErrorPage {
  readonly #response: ServerResponse;
  /** The headers from before the session: those that every answer of the application has. */
  readonly #before: ReturnType<ServerResponse["getHeaders"]>;

  constructor(response: ServerResponse) {
    this.#response = response;
    // What Socket.IO hands to middleware for a WebSocket has only some of a response's methods.
    this.#before = response.getHeaderNames?.().length ? response.getHeaders() : NO_HEADERS;
  }

  /** Throws away what was said of the first answer, for another to take its place. */
  startOver(): void {
    const response = this.#response;
    for (const name of response.getHeaderNames?.() ?? []) response.removeHeader(name);
    for (const [name, value] of Object.entries(this.#before))
      if (value !== undefined) response.setHeader(name, value);
    response.statusCode = 200;
  }

  /** Makes the head that of the page. */
  takeHead(): void {
    this.startOver();
    const response = this.#response;
    response.statusCode = 500;
    response.setHeader("content-type", "text/plain; charset=utf-8");
    response.setHeader("content-length", BODY.length);
  }

  /** Sends the page, and lets nothing else into it. */
  sendBody(end: ServerResponse["end"]): void {
    const response = this.#response;
    if (!response.writableEnded) end.call(response, BODY, "latin1");
    const silenced = response as unknown as Record<string, () => ServerResponse>;
    for (const name of SILENCED) if (name in response) silenced[name] = () => response;
  }
}
