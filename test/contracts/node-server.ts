// What the servers of Node's frameworks share in tests.
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { contractApplication } from "dewar/testing";
import onHeaders from "on-headers";
import type { Started } from "./run-contract.ts";

/** A request listener on a free port of loopback. */
export async function listen(listener: RequestListener): Promise<Started> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The headers that something around the session adds, as the response leaves. */
export function addHeadersAround(url: string, res: ServerResponse): void {
  const headers = contractApplication.headersAround(url);
  onHeaders(res, () => {
    for (const [name, value] of headers) res.appendHeader(name, value);
  });
}
