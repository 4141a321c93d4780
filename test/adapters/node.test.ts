import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SecureCookieSessionInterface } from "dewar";
import { session } from "dewar/node";
import { forgeCookie, readCookie } from "dewar/testing";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { nodeApplication } from "../contracts/node-application.ts";
import { listen } from "../contracts/node-server.ts";
import { runContract } from "../contracts/run-contract.ts";
import { OPTIONS, serve } from "./serve.ts";

runContract("node:http", () => listen(nodeApplication()));

const sessions = new SecureCookieSessionInterface(OPTIONS);
const withSession = session(sessions);

test("Secure follows the connection", async () => {
  const write = withSession((req, res) => {
    req.session["seen"] = true;
    res.end();
  });
  const plain = await serve(write);
  expect((await plain.fetch("/")).headers.get("set-cookie")).not.toContain("Secure");
  const encrypted = await serve((req, res) => {
    Object.assign(req.socket, { encrypted: true });
    write(req, res);
  });
  expect((await encrypted.fetch("/")).headers.get("set-cookie")).toContain("Secure");
});

test("headers that are given with the head are merged", async () => {
  const client = await serve(
    withSession((req, res) => {
      req.session["name"] = "alice";
      res.setHeader("vary", "Origin");
      res.writeHead(200, { "set-cookie": ["one=1", "two=2"], "cache-control": "no-cache" });
      res.end();
    }),
  );
  const { headers } = await client.fetch("/");
  expect(headers.get("vary")).toBe("Origin, Cookie");
  expect(headers.get("cache-control")).toBe("no-cache, private");
  expect(headers.getSetCookie().slice(0, 2)).toEqual(["one=1", "two=2"]);
  expect(readCookie(sessions, headers).get("name")).toBe("alice");
});

test("a WebSocket has the session of its upgrade", async () => {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    const session = sessions.openSession(request.headers.cookie);
    if (!session.has("username"))
      return void socket.end("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n");
    sockets.handleUpgrade(request, socket, head, (connection) => {
      connection.on("message", (text) => connection.send(`${session.get("username")}: ${text}`));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const known = new WebSocket(url, {
    headers: { cookie: forgeCookie(sessions, { username: "alice" }) },
  });
  await new Promise((resolve) => known.once("open", resolve));
  known.send("hello");
  const said = await new Promise((resolve) => known.once("message", (text) => resolve(`${text}`)));
  expect(said).toBe("alice: hello");
  known.close();

  const unknown = new WebSocket(url, { headers: { cookie: "session=tampered" } });
  const refused = await new Promise<Error>((resolve) => unknown.once("error", resolve));
  expect(refused.message).toBe("Unexpected server response: 401");
});

test("the handshake of a WebSocket can set the cookie", async () => {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on("headers", (lines, request) => {
    const session = sessions.openSession(request.headers.cookie);
    session["connections"] = session.get("connections", 0) + 1;
    const headers = new Headers();
    sessions.saveSession(session, headers);
    for (const line of headers.getSetCookie()) lines.push(`Set-Cookie: ${line}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [line = ""] = await new Promise<string[]>((resolve) =>
    socket.once("upgrade", (response) => resolve(response.headers["set-cookie"] ?? [])),
  );
  expect(readCookie(sessions, line).get("connections")).toBe(1);
  socket.close();
});
