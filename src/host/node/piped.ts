import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";

/** The stream that an application pipes into a response, if it does. */
export class PipedSource {
  readonly #response: ServerResponse;
  #source: Readable | undefined = undefined;
  /** The answer has gone to the visitor, or the visitor has gone. */
  #hasLeft = false;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  /** Whether the response is written by a stream at this time. */
  get isThere(): boolean {
    return this.#source !== undefined;
  }

  set(source: Readable): void {
    this.#source = source;
    this.#response.once("unpipe", () => {
      this.#source = undefined;
    });
  }

  /** Notes when the response has left: from then on a stream into it has nobody to wait for. */
  watch(): void {
    this.#response.once("close", () => {
      this.#hasLeft = true;
    });
  }

  /** Stops and closes the stream: nobody reads what is piped into an answer that was thrown away. */
  drop(): void {
    const source = this.#source;
    if (source === undefined) return;
    source.unpipe(this.#response);
    if (this.#hasLeft) source.destroy();
    // Not before: `pipeline` would destroy the response, too.
    else this.#response.once("close", () => source.destroy());
  }
}
