// The adapter contract on the runtimes that the adapters are for, over the runtime's own server.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll } from "vitest";
import { NOT_ON_FETCH } from "../contracts/fetch-application.ts";
import { runContract, type Started } from "../contracts/run-contract.ts";
import { start } from "./served.ts";
import {
  bun,
  bundleForEdge,
  bundleForServer,
  DENO_RUN,
  deno,
  here,
  output,
  workerd,
  workerdConfig,
} from "./tools.ts";

const FRAMEWORKS = ["hono", "hono/*", "h3", "elysia"];
const LISTENING = /listening on (\d+)/;

async function onServer(program: string, args: readonly string[], name: string): Promise<Started> {
  const server = await bundleForServer("test/runtimes/contract-server.ts", FRAMEWORKS);
  return start(program, [...args, server, name], { port: LISTENING });
}

runContract("fetch on Bun", () => onServer(bun, ["run"], "fetch"), [], NOT_ON_FETCH);
runContract("Hono on Bun", () => onServer(bun, ["run"], "hono"));
runContract("h3 on Bun", () => onServer(bun, ["run"], "h3"));
runContract("Elysia on Bun", () => onServer(bun, ["run"], "elysia"));
runContract("fetch on Deno", () => onServer(deno, DENO_RUN, "fetch"), [], NOT_ON_FETCH);
runContract("Hono on Deno", () => onServer(deno, DENO_RUN, "hono"));

const folder = mkdtempSync(join(tmpdir(), "dewar-workerd-"));
afterAll(() => rmSync(folder, { recursive: true }));
const SOCKET =
  ', sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]';

async function onWorkerd(entry: string, flags: readonly string[]): Promise<Started> {
  const code = await bundleForEdge(`test/runtimes/${entry}`, "workerd", "external");
  writeFileSync(join(folder, "worker.js"), code);
  writeFileSync(join(folder, "config.capnp"), workerdConfig(flags, SOCKET));
  const args = ["serve", "config.capnp", "--control-fd=1"];
  return start(workerd, args, { cwd: folder, port: /"port":\s*(\d+)/ });
}

runContract("fetch on workerd", () => onWorkerd("contract-worker-fetch.ts", []), [], NOT_ON_FETCH);
runContract("Hono on workerd", () => onWorkerd("contract-worker-hono.ts", ["nodejs_compat"]));

async function onNitro(): Promise<Started> {
  const tools = join(here, "tools");
  const nitro = join(tools, "node_modules/nitro/dist/cli/index.mjs");
  await promisify(execFile)(process.execPath, [nitro, "build"], { cwd: join(tools, "nitro") });
  const env = { PORT: "0", HOST: "127.0.0.1" };
  const server = join(output, "nitro/output/server/index.mjs");
  return start(process.execPath, [server], { env, port: /http:\/\/127\.0\.0\.1:(\d+)/ });
}

runContract("Nitro", onNitro);
