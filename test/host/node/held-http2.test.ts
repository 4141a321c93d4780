// A held response of HTTP/2: the same head and body as one that waits for nothing.
import { once } from "node:events";
import {
  connect,
  createServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type IncomingHttpHeaders,
} from "node:http2";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { SessionInterface } from "dewar";
import { SecureCookieSessionInterface } from "dewar";
import { session } from "dewar/node";
import { expect, onTestFinished, test } from "vitest";
import { waiting } from "../../contracts/waiting-cookie.ts";
import { SlowMemoryInterface, TRIPS } from "../../testing/slow-memory-interface.ts";

const OPTIONS = { secretKey: "0123456789abcdef0123456789abcdef", clock: () => 1_900_000_000_000 };

type Listener = (req: Http2ServerRequest, res: Http2ServerResponse) => unknown;

const LISTENERS: Record<string, Listener> = {
  "an end": (_req, res) => res.end("hello"),
  "an end without a body": (_req, res) => res.end(),
  "a head and an end": (_req, res) => res.writeHead(201, { "x-one": "1" }).end("made"),
  "flushed headers": (_req, res) => {
    (res as unknown as { flushHeaders(): void }).flushHeaders();
    setTimeout(() => res.end("later"), 5);
  },
  "two writes": (_req, res) => {
    res.write("one ");
    res.write("two");
    res.end();
  },
  "a large pipe": (_req, res) => Readable.from(Array(40).fill("x".repeat(65_536))).pipe(res),
  "not modified": (_req, res) => res.writeHead(304).end(),
  trailers: (_req, res) => {
    res.addTrailers({ "x-sum": "1" });
    res.end("body");
  },
};

interface Answer {
  headers: IncomingHttpHeaders;
  trailers: IncomingHttpHeaders | undefined;
  body: string;
}

async function serve(
  sessions: SessionInterface,
  listener: Listener,
): Promise<() => Promise<Answer>> {
  const withSession = session(sessions)((req, res) => {
    req.session.set("visits", 1);
    listener(req as never, res as never);
  });
  const server = createServer((req, res) => {
    res.sendDate = false;
    withSession(req as never, res as never);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  return async () => {
    const request = client.request({ ":path": "/" });
    let trailers: IncomingHttpHeaders | undefined;
    request.on("trailers", (sent) => {
      trailers = sent;
    });
    const [headers] = (await once(request, "response")) as [IncomingHttpHeaders];
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    return { headers: { ...headers }, trailers: trailers && { ...trailers }, body };
  };
}

test.each(Object.entries(LISTENERS))("%s is the same", async (_name, listener) => {
  const ask = await serve(new SecureCookieSessionInterface(OPTIONS), listener);
  const expected = await ask();
  expect(expected.headers["set-cookie"]).toHaveLength(1);
  const held = await serve(waiting(OPTIONS), listener);
  expect(await held()).toEqual(expected);
});

test("a session that cannot be kept is an error page, and the connection goes on", async () => {
  const sessions = new SlowMemoryInterface();
  const ask = await serve(sessions, (_req, res) =>
    res.writeHead(200, { "x-one": "1" }).end("hello"),
  );
  sessions.trips.persist = TRIPS.failing;
  const failed = await ask();
  expect([failed.headers[":status"], failed.body]).toEqual([500, "Internal Server Error"]);
  expect([failed.headers["x-one"], failed.headers["set-cookie"]]).toEqual([undefined, undefined]);
  sessions.trips.persist = TRIPS.slow;
  const next = await ask();
  expect([next.headers[":status"], next.headers["set-cookie"]?.length]).toEqual([200, 1]);
});
