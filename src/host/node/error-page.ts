import { type ServerResponse, STATUS_CODES } from "node:http";
import { errorStatus } from "../index.ts";

const NO_HEADERS: ReturnType<ServerResponse["getHeaders"]> = Object.freeze(Object.create(null));

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
  #body = "";

  /** Sends the error page, if nothing was sent yet. */
  static send(response: ServerResponse, error: unknown): void {
    if (response.headersSent) return;
    const page = new ErrorPage(response);
    page.takeHead(error);
    page.sendBody(response.end);
  }

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

  /** Sets status and headers of the error page. @param error - may say which status */
  takeHead(error: unknown): void {
    this.startOver();
    const response = this.#response;
    const status = errorStatus(error);
    this.#body = STATUS_CODES[status] ?? "Error";
    response.statusCode = status;
    response.setHeader("content-type", "text/plain; charset=utf-8");
    response.setHeader("content-length", this.#body.length);
  }

  /** Sends the error page, and keeps everything else out of it. */
  sendBody(end: ServerResponse["end"]): void {
    const response = this.#response;
    if (!response.writableEnded) end.call(response, this.#body, "latin1");
    const silenced = response as unknown as Record<string, () => ServerResponse>;
    for (const name of SILENCED) if (name in response) silenced[name] = () => response;
  }
}
