// A server that answers with the bytes it is given, HTTP or not.
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { Site } from "./servers.ts";

/** @param answer - the whole answer to a request, in Latin-1; `null` closes without one */
export async function rawSite(answer: (head: string) => string | null): Promise<Site> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket.on("close", () => open.delete(socket)).on("error", () => undefined));
    socket.once("data", (head) => {
      const text = answer(head.toString("latin1"));
      if (text === null) socket.destroy();
      else socket.end(text, "latin1");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, "close");
    },
  };
}
