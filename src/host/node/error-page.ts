import type { ServerResponse } from "node:http";

const NO_HEADERS: ReturnType<ServerResponse["getHeaders"]> = Object.freeze(Object.create(null));
const BODY = "Internal Server Error";

// Code that still writes to the discarded response must not throw because the error page has left.
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

/** The response if the session cannot be saved: status 500, without the cookie. */
export class ErrorPage {
  readonly #response: ServerResponse;
  /** The headers from before the session was opened. Every response of the application has them. */
  readonly #before: ReturnType<ServerResponse["getHeaders"]>;

  constructor(response: ServerResponse) {
    this.#response = response;
    // For a WebSocket, Socket.IO passes an object with only some of a response's methods.
    this.#before = response.getHeaderNames?.().length ? response.getHeaders() : NO_HEADERS;
  }

  /** Removes the status and headers of the discarded response, so that another can replace it. */
  startOver(): void {
    const response = this.#response;
    for (const name of response.getHeaderNames?.() ?? []) response.removeHeader(name);
    for (const [name, value] of Object.entries(this.#before))
      if (value !== undefined) response.setHeader(name, value);
    response.statusCode = 200;
  }

  /** Sets status and headers of the error page. */
  takeHead(): void {
    this.startOver();
    const response = this.#response;
    response.statusCode = 500;
    response.setHeader("content-type", "text/plain; charset=utf-8");
    response.setHeader("content-length", BODY.length);
  }

  /** Sends the error page, and keeps everything else out of it. */
  sendBody(end: ServerResponse["end"]): void {
    const response = this.#response;
    if (!response.writableEnded) end.call(response, BODY, "latin1");
    const silenced = response as unknown as Record<string, () => ServerResponse>;
    for (const name of SILENCED) if (name in response) silenced[name] = () => response;
  }
}
