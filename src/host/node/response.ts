import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { ErrorPage, headersOf } from "./error-page.ts";
import { callbackIn, callWhenFinished, isBody, isStatus, setHead } from "./head.ts";
import { NodeHeaders } from "./headers.ts";
import { HeldResponse } from "./held.ts";
import {
  giveBack,
  type Interceptor,
  intercept,
  interceptBody,
  interceptFlush,
  interceptorOf,
  isIntercepted,
  leadTo,
  originalsOf,
  type SendingMethods,
} from "./methods.ts";
import { PipedSource } from "./piped.ts";
import type { Failure, Saved } from "./saved.ts";
import { SavedSessions } from "./saved-sessions.ts";

/**
 * Saves sessions just before the head of a response leaves, whatever causes that: a redirect, an
 * error page, the first chunk of a stream. If a session has to be waited for, the response is held
 * until then.
 *
 * A failed save does not throw: in timers, streams and callbacks nothing would catch the error, and the
 * process would end. Instead the response becomes an error page. If the framework can still make it,
 * that page may change the session, which is then saved once more. Otherwise it is a plain page
 * without a cookie.
 */
export class ResponseHook extends SavedSessions implements Interceptor {
  readonly isShared: boolean;
  readonly #response: ServerResponse;
  /** The headers from before the session was opened. Every response of the application has them. */
  readonly #headersBefore: OutgoingHttpHeaders;
  readonly #writeHead: ServerResponse["writeHead"];
  readonly #write: ServerResponse["write"];
  readonly #end: ServerResponse["end"];
  #state: "open" | "saved" | "refused" = "open";
  /** There if a session may have to be waited for. */
  #flushHeaders: ServerResponse["flushHeaders"] | undefined = undefined;
  /** The response while it waits for the sessions. */
  #held: HeldResponse | undefined = undefined;
  #piped: PipedSource | undefined = undefined;

  /**
   * Adds a session to the hook of a response, which saves it. All sessions of a response share one hook.
   *
   * @param carrier - the object that carries the session
   */
  static add(session: Saved, response: ServerResponse, carrier: object): ResponseHook {
    const found = interceptorOf(response) as ResponseHook | undefined;
    const hook = found ?? new ResponseHook(response, session);
    if (found === undefined) leadTo(hook, response, carrier);
    else found.add(session);
    if (session.mayWait) hook.#flushHeaders ??= interceptFlush(response);
    return hook;
  }

  private constructor(response: ServerResponse, session: Saved) {
    super(session);
    this.#response = response;
    this.#headersBefore = headersOf(response);
    const shared = originalsOf(response);
    this.isShared = shared !== undefined;
    this.#writeHead = response.writeHead;
    this.#write = (shared ?? response).write;
    this.#end = (shared ?? response).end;
    intercept(response, this.isShared);
  }

  get #methods(): Omit<SendingMethods, "flushHeaders"> {
    return { writeHead: this.#writeHead, write: this.#write, end: this.#end };
  }

  get #errorPage(): ErrorPage {
    return new ErrorPage(this.#response, this.#headersBefore);
  }

  /** Made on demand: few responses are piped into. */
  get #source(): PipedSource {
    this.#piped ??= new PipedSource(this.#response);
    return this.#piped;
  }

  /** Restores the response's own methods, after all sessions are saved. */
  release(): void {
    this.#state = "saved";
    giveBack(this.#response, this.#methods);
  }

  /** Notes a failure that the framework answers itself. Its error page is the last response that is tried. */
  giveWay(error: unknown, session: Saved): void {
    if (!this.hasFailed) this.#source.watch();
    this.noteFailure(error, session);
    this.#source.drop();
    this.#errorPage.startOver();
    this.reopen();
  }

  writeHead(args: unknown[]): ServerResponse {
    // Node throws for a wrong status, so nothing is saved then.
    const isFirst = this.#isOpen && isStatus(args[0]);
    const held = this.#held ?? (isFirst ? this.#hold() : undefined);
    if (held !== undefined) return held.writeHead(args);
    if (!isFirst) return this.#writeHead.apply(this.#response, args as never);
    const head = setHead(this.#response, args);
    const failure = this.#save();
    if (failure === undefined) return this.#writeHead.apply(this.#response, head as never);
    // The head that is being written becomes the head of the error page. The body that follows is
    // dropped. If another package writes the body past our methods, closing the connection ends it.
    this.#close();
    this.#errorPage.takeHead(failure.error);
    this.#response.shouldKeepAlive = false;
    process.nextTick(() => this.#sendBody());
    return this.#writeHead.call(this.#response, this.#response.statusCode);
  }

  flushHeaders(): void {
    const held = this.#held ?? (this.#isOpen ? this.#hold() : undefined);
    if (held !== undefined) held.flushHeaders();
    else this.#flushHeaders?.call(this.#response);
  }

  write(args: unknown[]): boolean {
    const isFirst = this.#isOpen && isBody(args[0]);
    const held = this.#held ?? (isFirst ? this.#hold() : undefined);
    if (held !== undefined) return held.write(args);
    const failure = isFirst ? this.#save() : undefined;
    if (failure !== undefined) {
      // A stream has begun. It is stopped, so that it does not write into the error page.
      const isPiped = this.#source.isThere;
      this.#source.drop();
      this.#answerInstead(failure, isPiped);
    } else if (!this.#isThrownAway) return this.#write.apply(this.#response, args as never);
    // Report success, so that the stream that writes it goes on and ends.
    const callback = callbackIn(args);
    if (callback !== undefined) process.nextTick(callback);
    return true;
  }

  end(args: unknown[]): ServerResponse {
    const [body] = args;
    const isFirst = this.#isOpen && (!body || typeof body === "function" || isBody(body));
    const held = this.#held ?? (isFirst ? this.#hold() : undefined);
    if (held !== undefined) return held.end(args);
    const failure = isFirst ? this.#save() : undefined;
    if (failure === undefined && !this.#isThrownAway)
      return this.#end.apply(this.#response, args as never);
    callWhenFinished(this.#response, callbackIn(args));
    if (failure !== undefined) this.#answerInstead(failure, true);
    return this.#response;
  }

  pipe(source: Readable): void {
    this.#source.set(source);
    if (this.#isThrownAway) this.#source.drop();
  }

  /** The response, held, if there is a session that has to be waited for. */
  #hold(): HeldResponse | undefined {
    const flushHeaders = this.#flushHeaders;
    if (flushHeaders === undefined) return undefined;
    const waiting = this.persist();
    if (waiting === undefined) return undefined;
    this.#held = new HeldResponse(this.#response, { ...this.#methods, flushHeaders });
    waiting.then(() => this.#answerHeld());
    return this.#held;
  }

  /** The sessions need not be waited for any more: sends what was held, or an error page in its place. */
  #answerHeld(): void {
    const held = this.#held as HeldResponse;
    this.#held = undefined;
    held.release();
    const failure = this.#save();
    if (failure === undefined) {
      held.play((error) => this.report(error));
      return;
    }
    const isWritten = held.hasEnded || this.#source.isThere;
    this.#source.drop();
    held.drop();
    if (held.isGone) this.#close();
    // A package that stands before our methods takes the response for sent, and sends nothing more.
    else this.#answerInstead(failure, isWritten && isIntercepted(this.#response));
  }

  /** Whether the application still writes to a response that was discarded. */
  get #isThrownAway(): boolean {
    if (this.#state === "refused") return true;
    return this.hasFailed && this.#response.writableEnded;
  }

  /** Keeps out everything that the application still writes. */
  #close(): void {
    this.#state = "refused";
    // By now another application may answer, which does not share the methods of the first.
    if (this.isShared) interceptBody(this.#response);
    this.#source.drop();
  }

  get #isOpen(): boolean {
    return this.#state === "open" && !this.#response.headersSent;
  }

  /** @returns the failure, if another response has to take the place of this one */
  #save(): Failure | undefined {
    const response = this.#response;
    const failure = this.save(new NodeHeaders(response));
    // This is the error page after a failed save already. It is sent without the cookie.
    const isErrorPage = failure?.isFirst === false && response.statusCode >= 400;
    if (failure?.isFirst) this.#source.watch();
    if (failure !== undefined && !isErrorPage) return failure;
    this.#state = "saved";
    return undefined;
  }

  /** Lets the framework's error page replace the response, where it can still be made; else a plain page. */
  #answerInstead({ error, answerError, isFirst }: Failure, canAnswer: boolean): void {
    if (!isFirst || !canAnswer || answerError === undefined) {
      this.#refuse(error);
      return;
    }
    this.#errorPage.startOver();
    try {
      answerError(error);
    } catch {
      this.#refuse(error);
    }
  }

  #refuse(error: unknown): void {
    if (this.#response.headersSent) return;
    this.#close();
    this.#errorPage.takeHead(error);
    this.#sendBody();
  }

  #sendBody(): void {
    // HTTP/2 ends a response by calling `write`, which would drop the data in the state "refused".
    this.#state = "saved";
    this.#errorPage.sendBody(this.#end);
    this.#state = "refused";
  }
}
