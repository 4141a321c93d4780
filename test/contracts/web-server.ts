// A web handler on a Node server, as frameworks without a server of their own are served.
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Started } from "./run-contract.ts";

export function serveWeb(
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<Started> {
  return new Promise((resolve) => {
    const server = serve({ fetch, port: 0, hostname: "127.0.0.1" }, ({ port }: AddressInfo) =>
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
