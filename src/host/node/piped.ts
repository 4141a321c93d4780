import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";

/** The stream that an application pipes into a response, if it does. */
export class PipedSource {
  readonly #response: ServerResponse;
  #source: Readable | undefined = undefined;
  /** Whether the response was sent completely, or the visitor has closed the connection. */
  #hasLeft = false;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  /** Whether a stream is writing the response now. */
  get isThere(): boolean {
    return this.#source !== undefined;
  }

  set(source: Readable): void {
    this.#source = source;
    this.#response.once("unpipe", () => {
      this.#source = undefined;
    });
  }

  /** Notes when the response has left: from then on, a stream that writes to it waits for nothing. */
  watch(): void {
    this.#response.once("close", () => {
      this.#hasLeft = true;
    });
  }

  /** Stops and closes the stream: its data would go into a response that was discarded. */
  drop(): void {
    const source = this.#source;
    if (source === undefined) return;
    source.unpipe(this.#response);
    if (this.#hasLeft) source.destroy();
    // Not earlier: `pipeline` would destroy the response, too.
    else this.#response.once("close", () => source.destroy());
  }
}
