import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { setCookieLine } from "../../http/index.ts";
import { ErrorPage } from "./error-page.ts";
import { NodeHeaders } from "./headers.ts";
import {
  type Interceptor,
  intercept,
  interceptBody,
  interceptorOf,
  isBody,
  isIntercepted,
  leadTo,
  originalsOf,
} from "./methods.ts";
import { PipedSource } from "./piped.ts";
import type { Failure, Saved } from "./saved.ts";

/**
 * Saves sessions just before the head of a response leaves, whatever causes that: a redirect, an
 * error page, the first chunk of a stream.
 *
 * A failed save does not throw. Timers, streams and callbacks call `end` and `write`, and nothing
 * would catch the error there, so the process would end. Instead the response becomes an error page.
 * If the framework can still make it, that page may change the session, which is then saved once
 * more. Otherwise it is a plain page without a cookie.
 */
export class ResponseHook implements Interceptor {
  readonly isShared: boolean;
  readonly #response: ServerResponse;
  readonly #headers: NodeHeaders;
  readonly #errorPage: ErrorPage;
  readonly #writeHead: ServerResponse["writeHead"];
  readonly #write: ServerResponse["write"];
  readonly #end: ServerResponse["end"];
  readonly #sessions: Saved[];
  #state: "open" | "saved" | "refused" = "open";
  /** The code of the first failure. After it, only one more response is tried. */
  #failedWith: unknown = undefined;
  #piped: PipedSource | undefined = undefined;

  /**
   * Adds a session to the hook of a response, which saves it. All sessions of a response share one hook.
   *
   * @param carrier - the object that carries the session
   */
  static add(session: Saved, response: ServerResponse, carrier: object): ResponseHook {
    const found = interceptorOf(response) as ResponseHook | undefined;
    if (found !== undefined) {
      found.#sessions.push(session);
      return found;
    }
    const hook = new ResponseHook(response, session);
    leadTo(hook, response, carrier);
    return hook;
  }

  private constructor(response: ServerResponse, session: Saved) {
    this.#sessions = [session];
    this.#response = response;
    this.#headers = new NodeHeaders(response);
    this.#errorPage = new ErrorPage(response);
    this.#writeHead = response.writeHead;
    const originals = originalsOf(response);
    this.isShared = originals !== undefined;
    this.#write = (originals ?? response).write;
    this.#end = (originals ?? response).end;
    intercept(response, this.isShared);
  }

  /** Made on demand, because few responses are piped into. */
  get #source(): PipedSource {
    this.#piped ??= new PipedSource(this.#response);
    return this.#piped;
  }

  /** Restores the response's own methods, after all sessions are saved. */
  release(): void {
    this.#state = "saved";
    const response = this.#response;
    // If another package has replaced them, its methods still call ours.
    if (!isIntercepted(response)) return;
    response.writeHead = this.#writeHead;
    response.write = this.#write;
    response.end = this.#end;
  }

  /** Notes a failure that the framework answers itself. Its error page is the last response that is tried. */
  giveWay(error: unknown, session: Saved): void {
    this.#noteFailure(error, session);
    this.#source.drop();
    this.#errorPage.startOver();
  }

  #noteFailure(error: unknown, session: Saved): void {
    const code = (error as { code?: unknown } | undefined)?.code ?? "unknown";
    if (code !== this.#failedWith) session.report(error);
    if (this.#failedWith !== undefined) return;
    this.#failedWith = code;
    this.#source.watch();
  }

  beforeHead(): void {
    if (this.#state !== "open") return;
    const isFirst = this.#failedWith === undefined;
    if (this.#save() === undefined) return;
    if (this.#isErrorPage(isFirst)) {
      this.#state = "saved";
      return;
    }
    // The head that is being written becomes the head of the error page. The body that follows is
    // dropped. If another package writes the body past our methods, closing the connection ends it.
    this.#close();
    this.#errorPage.takeHead();
    this.#response.shouldKeepAlive = false;
    process.nextTick(() => this.#sendBody());
  }

  write(args: unknown[]): boolean {
    const failure = this.#isOpen && isBody(args[0]) ? this.#save() : undefined;
    if (failure !== undefined) this.#stop(failure);
    else if (!this.#isThrownAway) return this.#write.apply(this.#response, args as never);
    // Report success, so that the stream that writes it goes on and ends.
    const callback = args.find((each) => typeof each === "function");
    if (callback !== undefined) process.nextTick(callback);
    return true;
  }

  end(args: unknown[]): ServerResponse {
    const isFirst = this.#failedWith === undefined;
    const [body] = args;
    const isWritable = !body || typeof body === "function" || isBody(body);
    const failure = this.#isOpen && isWritable ? this.#save() : undefined;
    if (failure !== undefined && this.#isErrorPage(isFirst)) {
      this.#state = "saved";
    } else if (failure !== undefined || this.#isThrownAway) {
      const callback = args.find((each) => typeof each === "function") as (() => void) | undefined;
      if (callback !== undefined) {
        if (this.#response.writableFinished) process.nextTick(callback);
        else this.#response.once("finish", callback);
      }
      if (failure !== undefined) this.#answerInstead(failure, isFirst);
      return this.#response;
    }
    return this.#end.apply(this.#response, args as never);
  }

  pipe(source: Readable): void {
    this.#source.set(source);
    if (this.#isThrownAway) this.#source.drop();
  }

  /** Whether the application still writes to a response that was discarded. */
  get #isThrownAway(): boolean {
    if (this.#state === "refused") return true;
    return this.#failedWith !== undefined && this.#response.writableEnded;
  }

  /** Keeps out everything that the application still writes. */
  #close(): void {
    this.#state = "refused";
    // By now another application may answer, which does not share the methods of the first.
    if (this.isShared) interceptBody(this.#response);
    this.#source.drop();
  }

  /** Whether this is the error page after a failed save. If its save fails too, it is sent without the cookie. */
  #isErrorPage(isFirst: boolean): boolean {
    return !isFirst && this.#response.statusCode >= 400;
  }

  get #isOpen(): boolean {
    return this.#state === "open" && !this.#response.headersSent;
  }

  /** Saves all sessions. A failed one does not keep the others from being saved. */
  #save(): Failure | undefined {
    const sessions = this.#sessions;
    const isFirst = this.#failedWith === undefined;
    let failure: Failure | undefined;
    for (let index = sessions.length - 1; index >= 0; index--) {
      const session = sessions[index] as Saved;
      try {
        session.save(this.#headers);
      } catch (error) {
        failure ??= { error, answerError: session.answerError };
        this.#noteFailure(error, session);
      }
    }
    if (failure === undefined) this.#state = "saved";
    else if (isFirst) this.reopen();
    return failure;
  }

  /** Like {@link reopen}; returns the Set-Cookie lines that were already written. */
  takeCookies(): string[] {
    const lines = this.#sessions.flatMap(({ cookies }) => cookies.map(setCookieLine));
    this.reopen();
    return lines;
  }

  /** Lets the sessions be saved with the next response, because this one is discarded. */
  reopen(): void {
    for (const session of this.#sessions) session.reopen();
  }

  /** Lets the framework's error page replace the response, where it can still be made; else a plain page. */
  #answerInstead({ error, answerError }: Failure, canAnswer: boolean): void {
    if (!canAnswer || answerError === undefined) this.#refuse();
    else {
      this.#errorPage.startOver();
      this.#attempt(answerError, error);
    }
  }

  /** A stream has begun. It is stopped, so that it does not write into the error page. */
  #stop(failure: Failure): void {
    const isPiped = this.#source.isThere;
    this.#source.drop();
    this.#answerInstead(failure, isPiped);
  }

  #attempt(answerError: (error: unknown) => void, error: unknown): void {
    try {
      answerError(error);
    } catch {
      this.#refuse();
    }
  }

  #refuse(): void {
    if (this.#response.headersSent) return;
    this.#close();
    this.#errorPage.takeHead();
    this.#sendBody();
  }

  #sendBody(): void {
    // HTTP/2 ends a response by calling `write`, which would drop the data in the state "refused".
    this.#state = "saved";
    this.#errorPage.sendBody(this.#end);
    this.#state = "refused";
  }
}
