import type { AnySession } from "../../session/index.ts";
import type { ContractHeader } from "./visit.ts";

/** The reply to a visit. Send it in the framework's own way. */
export type ContractReply =
  /** A whole body. `status` may be 304, which has no body. */
  | { kind: "text"; status: number; headers: readonly ContractHeader[]; body: string }
  /** The framework's redirect. */
  | { kind: "redirect"; headers: readonly ContractHeader[]; location: string }
  /**
   * A whole body, sent from a callback that `schedule` calls, like that of a timer or of a file that was
   * read. If handlers return their response, return a promise and resolve it in the callback.
   */
  | {
      kind: "callback";
      headers: readonly ContractHeader[];
      body: string;
      schedule: (send: () => void) => void;
    }
  /**
   * A web response that belongs to the application. Return it unchanged. If the framework does not use
   * web responses, send an empty response with status 204.
   */
  | { kind: "response"; response: Response }
  /** No route has this path: send the framework's own page for that. */
  | { kind: "not-found" }
  /** The handler throws; the framework answers with status 500. */
  | { kind: "error"; error: Error }
  /** A body that is sent in parts, as a stream of the framework. */
  | { kind: "stream"; headers: readonly ContractHeader[]; chunks: AsyncIterable<Uint8Array> }
  /**
   * The head is written by hand before the body: `res.writeHead`, `res.flushHeaders`. If the framework
   * cannot do that, the same as a stream.
   */
  | { kind: "early-head"; headers: readonly ContractHeader[]; chunks: AsyncIterable<Uint8Array> };

interface Answer {
  body: string;
  headers: readonly ContractHeader[];
  session: AnySession;
}

const CHUNK_BYTES = 64 * 1024;
const AHEAD_CHUNKS = 20;
const encoder = new TextEncoder();
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

async function* megabyte(): AsyncGenerator<Uint8Array> {
  for (let chunk = 0; chunk < 16; chunk++) {
    await soon();
    yield new Uint8Array(CHUNK_BYTES).fill(97 + chunk);
  }
}

/** The error, for the test at the other end of the wire. */
const described = (error: unknown): string => {
  const { name, code, stack = "" } = error as Error & { code?: string };
  // Minifiers keep the names of methods, but not of functions.
  return JSON.stringify({ name, code, line: /^.*writeLate.*$/m.test(stack) });
};

const late = {
  writeLate(session: AnySession): void {
    session["late"] = true;
  },
};

async function* writtenLate(session: AnySession): AsyncGenerator<Uint8Array> {
  yield encoder.encode("[");
  // More than anybody reads ahead, so that the head has left.
  for (let chunk = 0; chunk < AHEAD_CHUNKS; chunk++) yield encoder.encode(" ");
  await soon();
  try {
    late.writeLate(session);
    yield encoder.encode('"nothing thrown"');
  } catch (error) {
    yield encoder.encode(described(error));
  }
  yield encoder.encode("]");
}

// The application's own response, shared by all visitors.
const NO_CONTENT = new Response(null, { status: 204 });
const SHARED_HEADERS = new Headers({ "content-type": "text/plain" });

const byTimer = (send: () => void): void => void setTimeout(send, 2);
const byListener = (send: () => void): void => {
  const controller = new AbortController();
  // In braces: the result of `send` may have a `then` method.
  controller.signal.addEventListener("abort", () => {
    send();
  });
  setTimeout(() => controller.abort(), 1);
};

/** The replies, by the second part of the path. */
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
