// The contract's application on the server of Bun or Deno; prints its port.
import { session } from "dewar/context";
import { elysiaApplication } from "../contracts/elysia-application.ts";
import { fetchApplication } from "../contracts/fetch-application.ts";
import { h3Application } from "../contracts/h3-application.ts";
import { honoApplication } from "../contracts/hono-application.ts";

type Fetch = (request: Request) => Response | Promise<Response>;

interface Runtimes {
  Bun?: {
    argv: string[];
    serve(options: { port: 0; hostname: string; fetch: Fetch }): { port: number };
  };
  Deno?: {
    args: string[];
    serve(
      options: { port: 0; hostname: string; onListen(address: { port: number }): void },
      handler: Fetch,
    ): unknown;
  };
}

const { Bun, Deno } = globalThis as Runtimes;
const hostname = "127.0.0.1";
const listening = ({ port }: { port: number }): void => console.log(`listening on ${port}`);

const APPLICATIONS: Record<string, () => Fetch> = {
  fetch: () => fetchApplication(session),
  hono: () => honoApplication(session).fetch,
  h3: () => h3Application(session).fetch as Fetch,
};

const name = Bun?.argv[2] ?? Deno?.args[0] ?? "";
// Elysia has a way of its own to serve on Bun: its routes become Bun's.
if (name === "elysia") {
  elysiaApplication(session).listen({ port: 0, hostname }, (server) =>
    listening(server as { port: number }),
  );
} else {
  const fetch = APPLICATIONS[name]?.() as Fetch;
  if (Bun) listening(Bun.serve({ port: 0, hostname, fetch }));
  else Deno?.serve({ port: 0, hostname, onListen: listening }, fetch);
}
