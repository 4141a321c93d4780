// A web handler as the listener of a Node server.
import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";

/** Leaves the global Response alone, by which h3 on the same process knows its own. */
export const listener = (
  fetch: (request: Request) => Response | Promise<Response>,
): RequestListener => getRequestListener(fetch, { overrideGlobalObjects: false });
