import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Command } from "commander";
import { answering, type CommonOptions, command, integer } from "./command.ts";
import { CommandError, EXIT } from "./exit.ts";

interface InspectOptions extends CommonOptions {
  port?: number;
}

// Only this machine can reach it.
const HOST = "127.0.0.1";

export const inspect = (): Command =>
  command(
    "inspect",
    "Serve the inspector, a page that shows what is in a cookie, checks it with a key, edits and signs it. " +
      "Everything happens in your browser. Ctrl+C stops it.",
    [
      ["inspect", "on a free port of this machine"],
      ["inspect --port 5005", "on port 5005"],
    ],
  )
    .option(
      "--port <number>",
      "the port on 127.0.0.1 (default: any that is free)",
      integer(0, 65_535),
    )
    .action(
      answering(async ({ port = 0 }: InspectOptions) => {
        const url = await serve(port);
        return {
          json: { url },
          text: (paint) =>
            `Inspector at ${paint(["bold", "cyan"], url)} ${paint("dim", "(Ctrl+C stops it)")}`,
        };
      }),
    );

/** Serves the page until Ctrl+C. */
async function serve(port: number): Promise<string> {
  const { inspector } = await load();
  const server = createServer(inspector());
  server.listen(port, HOST);
  try {
    await once(server, "listening");
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw new CommandError(
      "ERR_LISTEN",
      `Expected to listen on port ${port} of ${HOST}, got ${code}.`,
      "Choose another port with --port, or leave --port out to get a free one.",
      EXIT.unavailable,
    );
  }
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  return `http://${HOST}:${(server.address() as AddressInfo).port}/`;
}

async function load(): Promise<typeof import("../inspector/index.ts")> {
  if (process.env["NODE_ENV"] !== "production") return import("../inspector/index.ts");
  throw new CommandError(
    "ERR_INSPECTOR_IN_PRODUCTION",
    'Expected a development environment, got NODE_ENV "production".',
    "Run it on your own machine, or set NODE_ENV=development.",
  );
}
