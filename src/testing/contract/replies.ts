import type { AnySession } from "../../session/index.ts";
import type { ContractHeader } from "./visit.ts";

/** What a visit is answered with, to be sent as the framework sends such a thing. */
export type ContractReply =
  /** A body at once. `status` may be 304: no body then. */
  | { kind: "text"; status: number; headers: readonly ContractHeader[]; body: string }
  /** The framework's redirect. */
  | { kind: "redirect"; headers: readonly ContractHeader[]; location: string }
  /**
   * A body at once, but out of a callback that `schedule` calls: a timer, a file that was read. Where
   * handlers give their answer back, a promise that is settled there.
   */
  | {
      kind: "callback";
      headers: readonly ContractHeader[];
      body: string;
      schedule: (send: () => void) => void;
    }
  /**
   * A web response that belongs to the application, to be given back as it is. Where there is no such
   * thing, an empty answer with status 204.
   */
  | { kind: "response"; response: Response }
  /** No route has the path: the framework's own page for it. */
  | { kind: "not-found" }
  /** The handler throws; the framework answers with status 500. */
  | { kind: "error"; error: Error }
  /** A body that begins to leave before it has ended, as a stream of the framework. */
  | { kind: "stream"; headers: readonly ContractHeader[]; chunks: AsyncIterable<Uint8Array> }
  /**
   * The head is written by hand before the body: `res.writeHead`, `res.flushHeaders`. Where there is
   * no such thing, the same as a stream.
   */
  | { kind: "early-head"; headers: readonly ContractHeader[]; chunks: AsyncIterable<Uint8Array> };

interface Answer {
  body: string;
  headers: readonly ContractHeader[];
  session: AnySession;
}

const CHUNK_BYTES = 64 * 1024;
const encoder = new TextEncoder();
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

async function* megabyte(): AsyncGenerator<Uint8Array> {
  for (let chunk = 0; chunk < 16; chunk++) {
    await soon();
    yield new Uint8Array(CHUNK_BYTES).fill(97 + chunk);
  }
}

/** What went wrong, for the test at the other end of the wire. */
const described = (error: unknown): string => {
  const { name, code, stack = "" } = error as Error & { code?: string };
  // A method's name survives minifiers, a function's does not.
  return JSON.stringify({ name, code, line: /^.*writeLate.*$/m.test(stack) });
};

const late = {
  writeLate(session: AnySession): void {
    session["late"] = true;
  },
};

async function* writtenLate(session: AnySession): AsyncGenerator<Uint8Array> {
  yield encoder.encode("[");
  await soon();
  try {
    late.writeLate(session);
    yield encoder.encode('"nothing thrown"');
  } catch (error) {
    yield encoder.encode(described(error));
  }
  yield encoder.encode("]");
}

// The application's own, for every visitor.
const NO_CONTENT = new Response(null, { status: 204 });
const SHARED_HEADERS = new Headers({ "content-type": "text/plain" });

const byTimer = (send: () => void): void => void setTimeout(send, 2);
const byListener = (send: () => void): void => {
  const controller = new AbortController();
  // In braces: what `send` gives back may have a `then` of its own.
  controller.signal.addEventListener("abort", () => {
    send();
  });
  setTimeout(() => controller.abort(), 1);
};

/** What a visit is answered with, by the second part of its path. */
export const REPLIES: Readonly<Record<string, (answer: Answer) => ContractReply>> = {
  text: ({ headers, body }) => ({ kind: "text", status: 200, headers, body }),
  "not-modified": ({ headers }) => ({ kind: "text", status: 304, headers, body: "" }),
  timer: ({ headers, body }) => ({ kind: "callback", headers, body, schedule: byTimer }),
  callback: ({ headers, body }) => ({ kind: "callback", headers, body, schedule: byListener }),
  "shared-response": () => ({ kind: "response", response: NO_CONTENT }),
  "shared-headers": ({ body }) => ({
    kind: "response",
    response: new Response(body, { headers: SHARED_HEADERS }),
  }),
  "server-error": ({ headers, body }) => ({ kind: "text", status: 500, headers, body }),
  redirect: ({ headers }) => ({ kind: "redirect", headers, location: "/read/text" }),
  "not-found": () => ({ kind: "not-found" }),
  error: () => ({ kind: "error", error: new Error("thrown on purpose by the contract") }),
  stream: ({ headers }) => ({ kind: "stream", headers, chunks: megabyte() }),
  "early-head": ({ headers }) => ({ kind: "early-head", headers, chunks: megabyte() }),
  late: ({ headers, session }) => ({ kind: "stream", headers, chunks: writtenLate(session) }),
};
