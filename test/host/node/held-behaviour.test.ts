// What code sees of a response that is held: what it would see of one that has been sent.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Readable } from "node:stream";
import compression from "compression";
import { session as onExpress } from "dewar/express";
import { session } from "dewar/node";
import express, { type RequestHandler } from "express";
import { expect, onTestFinished, test } from "vitest";
import { Gate } from "../../adapters/slow-store/store.ts";
import { listen } from "../../contracts/node-server.ts";
import { SlowMemoryInterface, TRIPS } from "../../testing/slow-memory-interface.ts";

const gzip = compression({ threshold: 0 }) as unknown as RequestHandler;

type Listener = (req: IncomingMessage, res: ServerResponse) => void;

/** A server whose first request changes the session. Its store answers when the gate opens. */
async function serve(listener: Listener, onError?: (error: unknown) => void) {
  const sessions = new SlowMemoryInterface();
  const gate = new Gate();
  sessions.trips.persist = gate.trip;
  const withSession = session(sessions)((req, res) => {
    req.session.set("visits", 1);
    try {
      listener(req, res);
    } catch (error) {
      onError?.(error);
      throw error;
    }
  });
  const server = createServer(withSession).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { sessions, gate, port, url: `http://127.0.0.1:${port}/` };
}

test("headersSent and writableEnded are true as soon as they would be", async () => {
  const seen: unknown[] = [];
  const { gate, url } = await serve((_req, res) => {
    const look = () =>
      void seen.push([
        res.headersSent,
        res.writableEnded,
        (res as { finished?: boolean }).finished,
      ]);
    look();
    res.writeHead(200);
    look();
    res.end("hello");
    look();
    res.on("finish", look);
  });
  const asked = fetch(url);
  await gate.reached;
  gate.open();
  expect(await (await asked).text()).toBe("hello");
  expect(seen).toEqual([
    [false, false, false],
    [true, false, false],
    [true, true, true],
    [true, true, true],
  ]);
});

test("a header that is set too late throws what Node throws", async () => {
  const thrown: unknown[] = [];
  const attempts: ((res: ServerResponse) => void)[] = [
    (res) => void res.setHeader("x-late", "1"),
    (res) => void res.appendHeader("x-late", "1"),
    (res) => res.removeHeader("content-type"),
    (res) => void res.writeHead(500),
  ];
  const { gate, url } = await serve((_req, res) => {
    res.setHeader("content-type", "text/plain").end("hello");
    for (const attempt of attempts)
      try {
        attempt(res);
      } catch (error) {
        thrown.push((error as { code?: string }).code);
      }
  });
  const asked = fetch(url);
  await gate.reached;
  gate.open();
  const response = await asked;
  expect([response.status, response.headers.get("x-late")]).toEqual([200, null]);
  expect(response.headers.get("content-type")).toBe("text/plain");
  expect(thrown).toEqual(Array(attempts.length).fill("ERR_HTTP_HEADERS_SENT"));
});

test("a status that Node refuses is refused at that line, and the answer can still be made", async () => {
  const codes: unknown[] = [];
  const { gate, url } = await serve((_req, res) => {
    try {
      res.writeHead(9999);
    } catch (error) {
      codes.push((error as { code?: string }).code);
    }
    res.end("hello");
  });
  const asked = fetch(url);
  await gate.reached;
  gate.open();
  expect([(await asked).status, codes]).toEqual([200, ["ERR_HTTP_INVALID_STATUS_CODE"]]);
});

test("a source is told to wait once 64 KiB are held, and goes on afterwards", async () => {
  let produced = 0;
  const total = 400;
  const { gate, url } = await serve((_req, res) => {
    const source = new Readable({
      read() {
        produced++;
        this.push(produced > total ? null : "x".repeat(8192));
      },
    });
    source.pipe(res);
  });
  const asked = fetch(url);
  await gate.reached;
  // Time for the source to write all it may.
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  // 64 KiB here, and what a source keeps in its own buffer.
  expect(produced * 8192).toBeLessThan(65_536 + 3 * 65_536);
  gate.open();
  expect((await (await asked).text()).length).toBe(total * 8192);
});

test("a visitor who leaves: the session is kept once, and nothing is written", async () => {
  const source = Readable.from(Array(100).fill("x".repeat(10_000)));
  const { sessions, gate, port, url } = await serve((_req, res) => void source.pipe(res));
  const socket = connect(port, "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  await gate.reached;
  socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 20));
  gate.open();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([sessions.seen, sessions.kept.size, sessions.errors]).toEqual([["persist"], 1, []]);
  sessions.trips.persist = TRIPS.slow;
  expect((await fetch(url)).status).toBe(200);
});

test("what Node cannot write any more is reported, and does not end the process", async () => {
  const { sessions, gate, url } = await serve((_req, res) => {
    res.strictContentLength = true;
    res.writeHead(200, { "content-length": 2 });
    res.end("too long");
  });
  const asked = fetch(url).then((response) => response.text());
  await gate.reached;
  gate.open();
  await expect(asked).rejects.toThrow();
  expect(sessions.errors.map((error) => (error as { code?: string }).code)).toEqual([
    "ERR_HTTP_CONTENT_LENGTH_MISMATCH",
  ]);
});

test.each(["before", "behind"])(
  "a failed save under compression, %s the session, is a plain page",
  async (place) => {
    const sessions = new SlowMemoryInterface();
    sessions.trips.persist = TRIPS.failing;
    const app = express().set("env", "test");
    if (place === "behind") app.use(gzip);
    app.use(onExpress(sessions));
    if (place === "before") app.use(gzip);
    app.use((req, res) => {
      req.session["visits"] = 1;
      res.set("x-one", "1").send("hello ".repeat(1000));
    });
    const { url, close } = await listen(app);
    onTestFinished(close);
    for (const encoding of ["gzip", "identity"]) {
      const response = await fetch(url, { headers: { "accept-encoding": encoding } });
      expect(response.status).toBe(500);
      expect(await response.text()).not.toContain("hello");
      expect([response.headers.get("x-one"), response.headers.getSetCookie()]).toEqual([null, []]);
    }
    expect(sessions.errors).toHaveLength(2);
  },
);
