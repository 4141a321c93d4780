import { type OutgoingHttpHeaders, type ServerResponse, STATUS_CODES } from "node:http";
import { errorStatus } from "../index.ts";

const NO_HEADERS: OutgoingHttpHeaders = Object.freeze(Object.create(null));

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

/** The headers of a response so far. */
export const headersOf = (response: ServerResponse): OutgoingHttpHeaders =>
  // For a WebSocket, Socket.IO passes an object with only some of a response's methods.
  response.getHeaderNames?.().length ? response.getHeaders() : NO_HEADERS;

const bodyOf = ({ statusCode }: ServerResponse): string => STATUS_CODES[statusCode] ?? "Error";

/** The response if the session cannot be saved: status 500, without the cookie. */
export class ErrorPage {
  readonly #response: ServerResponse;
  readonly #before: OutgoingHttpHeaders;

  /** Sends the error page, if nothing was sent yet. */
  static send(response: ServerResponse, error: unknown): void {
    if (response.headersSent) return;
    const page = new ErrorPage(response);
    page.takeHead(error);
    page.sendBody(response.end);
  }

  /** @param before - the headers that every response of the application has */
  constructor(response: ServerResponse, before: OutgoingHttpHeaders = headersOf(response)) {
    this.#response = response;
    this.#before = before;
  }

  /** Removes the status and headers of the discarded response, so that another can replace it. */
  startOver(): void {
    const response = this.#response;
    for (const name of response.getHeaderNames?.() ?? []) response.removeHeader(name);
    for (const [name, value] of Object.entries(this.#before))
      if (value !== undefined) response.setHeader(name, value);
    response.statusCode = 200;
  }

  /** Sets status and headers of the error page. @param error - may say which status */
  takeHead(error: unknown): void {
    this.startOver();
    const response = this.#response;
    response.statusCode = errorStatus(error);
    response.setHeader("content-type", "text/plain; charset=utf-8");
    response.setHeader("content-length", bodyOf(response).length);
  }

  /** Sends the error page, and keeps everything else out of it. */
  sendBody(end: ServerResponse["end"]): void {
    const response = this.#response;
    if (!response.writableEnded) end.call(response, bodyOf(response), "latin1");
    const silenced = response as unknown as Record<string, () => ServerResponse>;
    for (const name of SILENCED) if (name in response) silenced[name] = () => response;
  }
}
