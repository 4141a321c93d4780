// A port for a program that is told which one to take, and takes it a while later.
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

// Below the ports that systems give out by themselves (32768 and up on Linux, 49152 elsewhere): other
// tests run at the same time, and one of their connections could get the port first.
const FIRST = 20_000;
const LAST = 32_000;

/** A port of this machine that nothing listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    const server = createServer();
    const listening = once(server, "listening").then(
      () => true,
      () => false,
    );
    server.listen(port, "127.0.0.1");
    if (!(await listening)) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}
