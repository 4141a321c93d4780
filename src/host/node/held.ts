import type { ServerResponse } from "node:http";
import { callbackIn, isBody, isStatus, setHead } from "./head.ts";
import type { SendingMethods } from "./methods.ts";

// More than what Node buffers before it asks the writer to wait, so that playing this much back makes
// Node ask as well, and say later when the writer may go on.
const MAX_BYTES = 1 << 16;

const SETTERS = ["setHeader", "setHeaders", "appendHeader", "removeHeader"] as const;

/** The head that the application has set. */
interface Head {
  /** What is left to pass to `writeHead`. */
  readonly args: [number, string?];
  readonly statusMessage: string;
  /** Whether the application has called `writeHead` itself. */
  readonly isExplicit: boolean;
}

/**
 * The response while it waits for its sessions: nothing of it leaves. What the application calls is
 * noted, and played back in the same order. Meanwhile the response behaves as if it had been sent:
 * `headersSent` and `writableEnded` are true when they would be, and no header can be set.
 */
export class HeldResponse {
  readonly #response: ServerResponse;
  readonly #methods: SendingMethods;
  readonly #calls: (() => unknown)[] = [];
  readonly #callbacks: (() => void)[] = [];
  /** The properties that stand in for the response's own, with what was there before. */
  readonly #standIns = new Map<string, PropertyDescriptor | undefined>();
  #head: Head | undefined = undefined;
  #isImplicit = false;
  #bytes = 0;
  /** Whether a writer was asked to wait, and has to be told when it may go on. */
  #isWriterWaiting = false;
  #hasEnded = false;

  /** @param methods - the response's methods from before the session */
  constructor(response: ServerResponse, methods: SendingMethods) {
    this.#response = response;
    this.#methods = methods;
  }

  /** Whether the application has written all of the response. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  writeHead(args: unknown[]): ServerResponse {
    if (this.#head !== undefined) throw new HeadersSentError("write");
    // Node throws for a wrong status.
    if (!isStatus(args[0])) return this.#methods.writeHead.apply(this.#response, args as never);
    const passedOn = setHead(this.#response, args);
    const { statusMessage } = this.#response;
    this.#head = { args: passedOn, statusMessage, isExplicit: !this.#isImplicit };
    this.#standIn("headersSent", true);
    for (const name of SETTERS) if (name in this.#response) this.#standIn(name, refuseHeader);
    return this.#response;
  }

  flushHeaders(): void {
    this.#bringHead();
    this.#calls.push(() => this.#methods.flushHeaders.call(this.#response));
  }

  write(args: unknown[]): boolean {
    // Node throws for such a body before it sends anything.
    if (!isBody(args[0])) return this.#methods.write.apply(this.#response, args as never);
    this.#bringHead();
    this.#note(args);
    this.#calls.push(() => this.#methods.write.apply(this.#response, args as never));
    if (this.#bytes < MAX_BYTES) return true;
    this.#isWriterWaiting = true;
    return false;
  }

  end(args: unknown[]): ServerResponse {
    const [body] = args;
    if (body && typeof body !== "function" && !isBody(body))
      return this.#methods.end.apply(this.#response, args as never);
    this.#bringHead();
    this.#note(args);
    this.#calls.push(() => this.#methods.end.apply(this.#response, args as never));
    this.#hasEnded = true;
    this.#standIn("writableEnded", true);
    this.#standIn("finished", true);
    return this.#response;
  }

  #note(args: unknown[]): void {
    this.#bytes += (args[0] as { length?: number } | undefined)?.length ?? 0;
    const callback = callbackIn(args);
    if (callback !== undefined) this.#callbacks.push(callback);
  }

  /**
   * A body brings its head, as in Node: through `writeHead` as it is found on the response. The
   * middleware inside of the session, such as compression, decides on its headers there.
   */
  #bringHead(): void {
    if (this.#head !== undefined) return;
    this.#isImplicit = true;
    try {
      this.#response.writeHead(this.#response.statusCode);
    } finally {
      this.#isImplicit = false;
    }
  }

  #standIn(name: string, value: unknown): void {
    const response = this.#response;
    if (this.#standIns.has(name)) return;
    this.#standIns.set(name, Object.getOwnPropertyDescriptor(response, name));
    Object.defineProperty(response, name, { value, configurable: true, writable: true });
  }

  /** Ends the wait: the response is as it was before, with the head that the application has set. */
  release(): void {
    const response = this.#response as unknown as Record<string, unknown>;
    for (const [name, before] of this.#standIns)
      if (before === undefined) delete response[name];
      else Object.defineProperty(response, name, before);
    this.#standIns.clear();
    if (this.#head === undefined) return;
    // In Node, what is assigned after the head has left has no effect.
    [this.#response.statusCode] = this.#head.args;
    this.#response.statusMessage = this.#head.statusMessage;
  }

  /** Whether nobody receives the response any more. */
  get isGone(): boolean {
    const { destroyed, stream } = this.#response as ServerResponse & {
      stream?: { destroyed: boolean };
    };
    return destroyed || stream?.destroyed === true;
  }

  /** Sends the response. @param report - gets what Node throws, which the application cannot catch any more */
  play(report: (error: unknown) => void): void {
    if (this.isGone) return;
    const response = this.#response;
    const { writeHead } = response;
    // The middleware inside of the session has seen the head already.
    response.writeHead = this.#methods.writeHead;
    try {
      if (this.#head?.isExplicit) this.#methods.writeHead.apply(response, this.#head.args as never);
      let isFull = false;
      for (const call of this.#calls) isFull = call() === false || isFull;
      // If Node has asked the writer to wait, it says itself when the writer may go on.
      if (this.#isWriterWaiting && !isFull) process.nextTick(() => response.emit("drain"));
    } catch (error) {
      report(error);
      response.destroy();
    } finally {
      response.writeHead = writeHead;
    }
  }

  /** Forgets the response, so that another can take its place. What writes it goes on, and ends. */
  drop(): void {
    for (const callback of this.#callbacks) process.nextTick(callback);
    if (this.#isWriterWaiting) process.nextTick(() => this.#response.emit("drain"));
  }
}

function refuseHeader(): never {
  throw new HeadersSentError("set");
}

/** What Node throws if its head has left. */
class HeadersSentError extends Error {
  readonly code = "ERR_HTTP_HEADERS_SENT";
  constructor(what: string) {
    super(`Cannot ${what} headers after they are sent to the client`);
  }
}
