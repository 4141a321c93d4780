// The page about WebSockets, its code with the real packages: the session is there, and a write that
// would be lost throws.
import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SecureCookieSessionInterface, type Session } from "dewar";
import { forgeCookie } from "dewar/testing";
import type { Express, Request } from "express";
import type { FastifyInstance } from "fastify";
import type { Server as SocketServer } from "socket.io";
import { io as connect } from "socket.io-client";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { codeUnder, run } from "./block.ts";

const PAGE = "docs/websockets.md";
const secretKey = "key-of-the-websocket-tests-66b0d3";
const sessions = new SecureCookieSessionInterface({ secretKey });
const cookie = forgeCookie(sessions, { username: "alice" });
beforeAll(() => {
  process.env["SECRET_KEY"] = secretKey;
});

async function listening(server: HttpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Opens a socket, says something, and gives the first thing that it hears. */
async function say(url: string, text: string, headers: Record<string, string>): Promise<string> {
  const socket = new WebSocket(url, { headers });
  onTestFinished(() => socket.terminate());
  await new Promise((resolve, reject) => socket.on("open", resolve).on("error", reject));
  const heard = new Promise<string>((resolve) =>
    socket.on("message", (data) => resolve(`${data}`)),
  );
  socket.send(text);
  return heard;
}

/** What a write does that comes once the socket is open. */
async function written(session: Session): Promise<string[]> {
  const codes: string[] = [];
  for (const write of [
    () => session.set("late", true),
    () => session.flash("late"),
    () => session.clear(),
  ])
    try {
      write();
      codes.push("nothing thrown");
    } catch (error) {
      codes.push((error as { code: string }).code);
    }
  return codes;
}
const REFUSED = Array(3).fill("ERR_SESSION_COMMITTED");

describe.each(["websocket", "polling"])("Socket.IO over %s", (transport) => {
  test("socket.request.session is the visitor's, and refuses late writes", async () => {
    const code = codeUnder(PAGE, "Socket.IO");
    const { server, io } = await run<{ server: HttpServer; io: SocketServer }>(
      code,
      "server",
      "io",
    );
    const late = new Promise<string[]>((resolve) => {
      io.on("connection", (socket) => {
        const { session } = socket.request as unknown as { session: Session };
        setTimeout(() => resolve(written(session)), 20);
      });
    });
    const port = await listening(server);
    onTestFinished(() => void io.close());
    const client = connect(`http://127.0.0.1:${port}`, {
      transports: [transport],
      extraHeaders: { cookie },
    });
    onTestFinished(() => void client.close());
    expect(await new Promise((resolve) => client.on("hello", resolve))).toBe("alice");
    expect(await late).toEqual(REFUSED);
  });
});

test("Socket.IO: a permanent session is refreshed by the handshake of a WebSocket", async () => {
  const code = codeUnder(PAGE, "Socket.IO");
  const { server, io } = await run<{ server: HttpServer; io: SocketServer }>(code, "server", "io");
  const port = await listening(server);
  onTestFinished(() => void io.close());
  const permanent = forgeCookie(sessions, { username: "alice" }, { permanent: true });
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
    headers: { cookie: permanent },
  });
  onTestFinished(() => socket.terminate());
  const lines = await new Promise<string[]>((resolve, reject) =>
    socket.on("upgrade", ({ headers }) => resolve(headers["set-cookie"] ?? [])).on("error", reject),
  );
  expect(lines.map((line) => line.split("=", 1)[0])).toEqual(["session"]);
  expect({ ...sessions.openSession(lines[0]?.split(";")[0]) }).toEqual({
    _permanent: true,
    username: "alice",
  });
});

test("express-ws: req.session is the visitor's, and refuses late writes", async () => {
  const { app } = await run<{ app: Express & { ws(path: string, handle: unknown): void } }>(
    codeUnder(PAGE, "express-ws"),
    "app",
  );
  app.ws("/late", (socket: WebSocket, req: Request) => {
    socket.on("message", async () => {
      const codes = await written(req.session);
      socket.send(JSON.stringify([codes, req.session.get("username")]));
    });
  });
  const server = app.listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.on("listening", resolve));
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await say(`${url}/chat`, "Hello", { cookie })).toBe("alice: Hello");
  expect(await say(`${url}/chat`, "Hello", {})).toBe("stranger: Hello");
  expect(JSON.parse(await say(`${url}/late`, "", { cookie }))).toEqual([REFUSED, "alice"]);
});

test("@fastify/websocket: request.session is the visitor's, and refuses late writes", async () => {
  const { app } = await run<{ app: FastifyInstance }>(codeUnder(PAGE, "@fastify/websocket"), "app");
  app.register(async (routes) => {
    routes.get(
      "/late",
      { websocket: true } as object,
      ((socket: WebSocket, request: Request) => {
        socket.on("message", async () => {
          const codes = await written(request.session);
          socket.send(JSON.stringify([codes, request.session.get("username")]));
        });
      }) as never,
    );
  });
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  onTestFinished(() => app.close());
  const url = address.replace("http", "ws");
  expect(await say(`${url}/chat`, "Hello", { cookie })).toBe("alice: Hello");
  expect(await say(`${url}/chat`, "Hello", {})).toBe("stranger: Hello");
  expect(JSON.parse(await say(`${url}/late`, "", { cookie }))).toEqual([REFUSED, "alice"]);
});

test("ws: nobody without a login gets a socket, and a change leaves with the handshake", async () => {
  const both = codeUnder(PAGE, "On Node, with ws").replace("server.listen(3000);", "");
  const handshake = codeUnder(PAGE, "Setting the cookie with the handshake");
  const { server } = await run<{ server: HttpServer }>(both + handshake, "server");
  const url = `ws://127.0.0.1:${await listening(server)}/`;
  await expect(say(url, "Hello", {})).rejects.toThrow("401");
  expect(await say(url, "Hello", { cookie })).toBe("alice: Hello");
  const socket = new WebSocket(url, { headers: { cookie } });
  onTestFinished(() => socket.terminate());
  const lines = await new Promise<string[]>((resolve) =>
    socket.on("upgrade", ({ headers }) => resolve(headers["set-cookie"] ?? [])),
  );
  expect(lines).toHaveLength(1);
  expect({ ...sessions.openSession(lines[0]?.split(";")[0]) }).toEqual({
    connections: 1,
    username: "alice",
  });
});
