import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { warn } from "#platform";

/**
 * Calls `save`, which saves once, as soon as a stream that is piped into the response has been set up. Left to the first
 * chunk, what cannot be saved would be thrown inside of the stream, where nobody can catch it, and
 * end the process.
 */
export function savePiped(response: ServerResponse, save: () => void): void {
  response.on("pipe", (source: Readable) => {
    // After the code that goes on behind `pipe()`, before the first chunk: `pipe` starts the flow
    // with a tick of its own, after this one.
    process.nextTick(() => {
      try {
        save();
      } catch (error) {
        refuse(response, source, error as Error);
      }
    });
  });
}

function refuse(response: ServerResponse, source: Readable, error: Error): void {
  source.unpipe(response);
  // Express, Koa and `pipeline` listen, and answer the visitor themselves.
  const isAnswered = source.listenerCount("error") > 0;
  source.destroy(isAnswered ? error : undefined);
  if (isAnswered) return;
  warn(`A response was refused: ${error.message}`, "DEWAR_NOT_SAVED");
  response.removeHeader("content-length");
  response.writeHead(500).end();
}
