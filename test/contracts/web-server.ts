// A web handler on a Node server, as frameworks without a server of their own are served.
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Started } from "./run-contract.ts";

/** @param overrideGlobalObjects - whether `Response` becomes that of @hono/node-server, for the whole process */
export function serveWeb(
  fetch: (request: Request) => Response | Promise<Response>,
  overrideGlobalObjects = true,
): Promise<Started> {
  return new Promise((resolve) => {
    const options = { fetch, port: 0, hostname: "127.0.0.1", overrideGlobalObjects };
    const server = serve(options, ({ port }: AddressInfo) =>
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      }),
    );
  });
}
