// A WebSocket handshake through dewar/fetch, on each runtime that has one of its own.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import WebSocket from "ws";
import type { Started } from "../contracts/run-contract.ts";
import { start } from "./served.ts";
import {
  bun,
  bundleForEdge,
  bundleForServer,
  DENO_RUN,
  deno,
  workerd,
  workerdConfig,
} from "./tools.ts";

interface Handshake {
  status: number | undefined;
  cookies: string[];
  echo?: string;
}

/** Shakes hands, and says hello if that went well. */
function connect({ url }: Started, path: string): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url}${path}`);
    let cookies: string[] = [];
    socket.once("upgrade", ({ headers }) => {
      cookies = headers["set-cookie"] ?? [];
    });
    socket.once("open", () => socket.send("hello"));
    socket.once("message", (data) => {
      socket.close();
      resolve({ status: 101, cookies, echo: `${data}` });
    });
    socket.once("unexpected-response", (_request, { statusCode, headers }) => {
      socket.terminate();
      resolve({ status: statusCode, cookies: headers["set-cookie"] ?? [] });
    });
    socket.once("error", reject);
  });
}

const LISTENING = /listening on (\d+)/;
const onServer = async (program: string, args: readonly string[]): Promise<Started> => {
  const server = await bundleForServer("test/runtimes/upgrade-server.ts");
  return start(program, [...args, server], { port: LISTENING });
};

const folder = mkdtempSync(join(tmpdir(), "dewar-workerd-"));
afterAll(() => rmSync(folder, { recursive: true }));
const SOCKET =
  ', sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]';

async function onWorkerd(): Promise<Started> {
  const code = await bundleForEdge("test/runtimes/upgrade-worker.ts", "workerd");
  writeFileSync(join(folder, "worker.js"), code);
  writeFileSync(join(folder, "config.capnp"), workerdConfig([], SOCKET));
  const args = ["serve", "config.capnp", "--control-fd=1"];
  return start(workerd, args, { cwd: folder, port: /"port":\s*(\d+)/ });
}

const READ = { status: 101, cookies: [], echo: "echo hello" };
const WRITTEN = { ...READ, cookies: [expect.stringMatching(/^session=eyJ2aXNpdHMiOjF9\./)] };

describe.each([
  // Bun shakes hands while the handler runs: the session goes into the headers given then.
  ["Bun", () => onServer(bun, ["run"]), { "/read": READ, "/saved": WRITTEN }],
  ["Deno", () => onServer(deno, DENO_RUN), { "/read": READ, "/written": WRITTEN }],
  ["workerd", onWorkerd, { "/read": READ, "/written": WRITTEN }],
] as const)("%s", (_name, serve, handshakes) => {
  let server: Started;
  beforeAll(async () => {
    server = await serve();
  });
  afterAll(() => server?.close());

  test.each(Object.entries(handshakes))("%s", async (path, expected) => {
    expect(await connect(server, path)).toEqual(expected);
  });
});
