// A response that is held while its session is saved: the same bytes as without, and none too early.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import compression from "compression";
import type { SessionInterface } from "dewar";
import { SecureCookieSessionInterface } from "dewar";
import { session } from "dewar/node";
import onHeaders from "on-headers";
import { describe, expect, test } from "vitest";
import { waiting } from "../../contracts/waiting-cookie.ts";

const OPTIONS = { secretKey: "0123456789abcdef0123456789abcdef", clock: () => 1_900_000_000_000 };

type Listener = (req: IncomingMessage, res: ServerResponse) => unknown;
type Around = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

const plain: Around = (_req, _res, next) => next();
const write = (req: IncomingMessage): void => {
  (req as IncomingMessage & { session: { visits: number } }).session.visits = 1;
};

/** Everything that a server sends for some requests on one connection. */
async function bytesOf(
  sessions: SessionInterface,
  listener: Listener,
  request: string,
  outside: Around,
  inside: Around,
): Promise<string> {
  const withSession = session(sessions)((req, res) => {
    inside(req, res, () => {
      write(req);
      Promise.resolve(listener(req, res)).catch((error) => res.destroy(error));
    });
  });
  const server = createServer((req, res) => {
    res.sendDate = false;
    outside(req, res, () => withSession(req, res));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(request);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  server.closeAllConnections();
  server.close();
  return Buffer.concat(chunks).toString("latin1");
}

const get = (headers = "", method = "GET"): string =>
  `${method} / HTTP/1.1\r\nHost: a\r\n${headers}Connection: close\r\n\r\n`;
const chunk = (length: number, letter = "a"): string => letter.repeat(length);
const chunks = (count: number, length: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    chunk(length, String.fromCharCode(97 + (index % 26))),
  );

const LISTENERS: Record<string, Listener> = {
  "an end": (_req, res) => res.end("hello"),
  "an end without a body": (_req, res) => res.end(),
  "an end with bytes": (_req, res) => res.end(Buffer.from("hä")),
  "an end with an encoding": (_req, res) => res.end("aGVsbG8=", "base64"),
  "a status and a reason": (_req, res) => {
    res.statusCode = 418;
    res.statusMessage = "Short and stout";
    res.end("tea");
  },
  "a status that changes after the end": (_req, res) => {
    res.statusCode = 201;
    res.end("made");
    res.statusCode = 500;
    res.statusMessage = "late";
  },
  "a redirect": (_req, res) => res.writeHead(302, { location: "/next" }).end(),
  "a head with a reason and headers": (_req, res) =>
    res.writeHead(200, "Fine", { "x-one": "1", "Content-Length": 5 }).end("hello"),
  "a head with a list": (_req, res) =>
    res.writeHead(200, ["X-One", "1", "x-two", "2", "x-one", "3"] as never).end("hello"),
  "a head with cookies of its own": (_req, res) =>
    res.writeHead(200, { "set-cookie": ["a=1", "b=2"], vary: "Origin" }).end("hello"),
  "a head before the body comes": async (_req, res) => {
    res.writeHead(200, { "content-type": "text/plain" });
    for (const part of chunks(3, 4)) {
      await new Promise((resolve) => setTimeout(resolve, 3));
      res.write(part);
    }
    res.end();
  },
  "two writes and an end": (_req, res) => {
    res.write("one ");
    res.write(Buffer.from("two "));
    res.end("three");
  },
  "a body in chunks of known length": (_req, res) => {
    res.setHeader("content-length", 300_000);
    for (const part of chunks(3, 100_000)) res.write(part);
    res.end();
  },
  "a pipe": (_req, res) => Readable.from(chunks(20, 1000)).pipe(res),
  "a large pipe": (_req, res) => Readable.from(chunks(64, 65_536)).pipe(res),
  "a pipeline": (_req, res) => pipeline(Readable.from(chunks(64, 40_000)), res),
  "events after flushed headers": async (_req, res) => {
    res.setHeader("content-type", "text/event-stream");
    res.flushHeaders();
    for (const event of ["one", "two"]) {
      await new Promise((resolve) => setTimeout(resolve, 4));
      res.write(`data: ${event}\n\n`);
    }
    res.end();
  },
  "no content": (_req, res) => res.writeHead(204).end(),
  "not modified": (_req, res) => {
    res.statusCode = 304;
    res.setHeader("etag", '"1"');
    res.end("ignored");
  },
  trailers: (_req, res) => {
    res.writeHead(200, { trailer: "x-sum", "transfer-encoding": "chunked" });
    res.write("body");
    res.addTrailers({ "x-sum": "1" });
    res.end();
  },
  "early hints": (_req, res) => {
    res.writeEarlyHints({ link: "</a.css>; rel=preload; as=style" });
    res.end("hello");
  },
  "a corked body": (_req, res) => {
    res.cork();
    res.write("one ");
    res.write("two");
    res.uncork();
    res.end();
  },
  "an end that comes twice": (_req, res) => {
    res.end("once");
    res.end();
  },
};

const REQUESTS: Record<string, string> = {
  GET: get(),
  HEAD: get("", "HEAD"),
  "HTTP/1.0": "GET / HTTP/1.0\r\n\r\n",
  "accepts gzip": get("Accept-Encoding: gzip\r\n"),
  "three at once": `${get().replace("Connection: close\r\n", "").repeat(2)}${get()}`,
};

const gzip = compression({ threshold: 0 }) as unknown as Around;
const onHead: Around = (_req, res, next) => {
  onHeaders(res, () => void res.setHeader("x-late", `${res.getHeader("x-late") ?? ""}+`));
  next();
};
const PLACES: Record<string, [outside: Around, inside: Around]> = {
  "by itself": [plain, plain],
  "behind compression": [gzip, plain],
  "before compression": [plain, gzip],
  "among on-headers": [onHead, onHead],
};

const cases = Object.keys(PLACES).flatMap((place) =>
  Object.keys(REQUESTS).map((request) => ({ place, request })),
);

describe.each(Object.keys(LISTENERS))("%s", (name) => {
  test.each(cases)("sends the same bytes, $place, $request", async ({ place, request }) => {
    const [outside, inside] = PLACES[place] as [Around, Around];
    const sent = [REQUESTS[request] as string, outside, inside] as const;
    const listener = LISTENERS[name] as Listener;
    const expected = await bytesOf(new SecureCookieSessionInterface(OPTIONS), listener, ...sent);
    expect(expected).toContain("set-cookie: session=");
    const held = await bytesOf(waiting(OPTIONS), listener, ...sent);
    // Listeners inside of the session run before the session is saved, so their headers come first.
    const comparable = (text: string): string =>
      inside === onHead ? text.split("\r\n").sort().join("\r\n") : text;
    expect(comparable(held)).toBe(comparable(expected));
  });
});
