// The ways in which an application of Node answers. Each knows nothing of sessions.
import { createReadStream } from "node:fs";
import type { ServerResponse } from "node:http";
import { PassThrough, pipeline, Readable } from "node:stream";
import { pipeline as pipelined } from "node:stream/promises";
import { createGzip } from "node:zlib";

const FILE = new URL("ways.ts", import.meta.url);

/** What a way of answering has begun and not ended: open streams, running timers. */
export const running: Set<object> = new Set();

function watched<S extends Readable>(stream: S): S {
  running.add(stream);
  stream.once("close", () => running.delete(stream));
  return stream;
}

const few = () => watched(Readable.from(["one ", "two ", "three"]));
const file = () => watched(createReadStream(FILE));
const endless = () =>
  watched(
    new Readable({
      read() {
        setTimeout(() => this.push("on and on "), 1);
      },
    }),
  );

/** Sends an event every other millisecond, until the visitor goes. */
function events(res: ServerResponse): void {
  const timer = setInterval(() => res.write("data: tick\n\n"), 2);
  running.add(timer);
  res.once("close", () => {
    clearInterval(timer);
    running.delete(timer);
  });
}

/** Writes until the response asks to wait, and goes on when it says so. */
function drained(res: ServerResponse, left = 4): void {
  if (left === 0) return void res.end();
  if (res.write("x".repeat(70_000))) setImmediate(() => drained(res, left - 1));
  else res.once("drain", () => drained(res, left - 1));
}

export const WAYS: Readonly<Record<string, (res: ServerResponse) => unknown>> = {
  end: (res) => res.end("hello"),
  "end after a promise": async (res) => {
    await null;
    res.end("hello");
  },
  "end in a timer": (res) => setTimeout(() => res.end("hello"), 2),
  "end with a callback": (res) => {
    running.add(res);
    res.end("hello", () => running.delete(res));
  },
  "end with nothing": (res) => res.end(),
  "write and end": (res) => {
    res.write("hel");
    res.end("lo");
  },
  "write with a callback": (res) => {
    running.add(res);
    res.write("hel", () => {
      running.delete(res);
      res.end("lo");
    });
  },
  "write until it drains": (res) => drained(res),
  "write corked": (res) => {
    res.cork();
    res.write("hel");
    res.end("lo");
    res.uncork();
  },
  writeHead: (res) => {
    res.writeHead(200, { "content-type": "text/css", "content-length": 5 });
    res.end("hello");
  },
  "writeHead with lines": (res) => {
    res.writeHead(200, "Fine", ["content-type", "text/css", "etag", '"1"'] as never);
    res.end("hello");
  },
  "writeHead, and a body in a timer": (res) => {
    res.writeHead(200, { "content-length": 5 });
    setTimeout(() => res.end("hello"), 2);
  },
  "writeHead as a redirect": (res) => res.writeHead(302, { location: "/" }).end(),
  flushHeaders: (res) => {
    res.flushHeaders();
    setTimeout(() => res.end("hello"), 2);
  },
  "headers set too late": (res) => {
    res.write("hello");
    res.once("close", () => res.removeHeader("etag"));
    res.end();
  },
  "a few chunks, piped": (res) => few().pipe(res),
  "a file, piped": (res) => file().pipe(res),
  "a file, piped in a timer": (res) => setTimeout(() => file().pipe(res), 2),
  "endless chunks, piped": (res) => endless().pipe(res),
  "a few chunks, zipped": (res) => few().pipe(createGzip()).pipe(res),
  "chunks, through another stream": (res) => few().pipe(new PassThrough()).pipe(res),
  "endless chunks, piped behind a head": (res) => {
    res.writeHead(200, { "content-type": "text/css" });
    endless().pipe(res);
  },
  "endless chunks, piped into a head that has left": (res) => {
    res.flushHeaders();
    setTimeout(() => endless().pipe(res), 2);
  },
  "a few chunks, in a pipeline": (res) => pipeline(few(), res, () => {}),
  "endless chunks, in a pipeline": (res) => pipeline(endless(), res, () => {}),
  "endless chunks, zipped in a pipeline": (res) => pipeline(endless(), createGzip(), res, () => {}),
  "a file, in a pipeline that is waited for": (res) =>
    pipelined(file(), res).catch(() => "the visitor went"),
  "events that never end": (res) => {
    res.writeHead(200, { "content-type": "text/event-stream" });
    events(res);
  },
  "events that never end, flushed": (res) => {
    res.setHeader("content-type", "text/event-stream");
    res.flushHeaders();
    events(res);
  },
};
