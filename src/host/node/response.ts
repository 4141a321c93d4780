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
 * Saves sessions just before the head of a response leaves, whoever sends it: a redirect, an error
 * page, the first chunk of a stream.
 *
 * What cannot be saved is not thrown: `end` and `write` are called by timers, streams and callbacks,
 * where nobody would catch it, and the process would end. The answer becomes an error page instead:
 * that of the framework where it can still be reached, which may change the session and has it saved
 * once more, or else a plain one without a cookie.
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
  /** The code of the first failure, once there is one: the next answer is the last that is tried. */
  #failedWith: unknown = undefined;
  #piped: PipedSource | undefined = undefined;

  /**
   * Has a session saved with a response, by the hook of the response; all its sessions share one.
   *
   * @param carrier - what carries the session
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

  /** Made when it is needed: few responses are piped into. */
  get #source(): PipedSource {
    this.#piped ??= new PipedSource(this.#response);
    return this.#piped;
  }

  /** Gives the response its own methods back, once all is saved. */
  release(): void {
    this.#state = "saved";
    const response = this.#response;
    // Where another method stands, it calls ours, and goes on doing so.
    if (!isIntercepted(response)) return;
    response.writeHead = this.#writeHead;
    response.write = this.#write;
    response.end = this.#end;
  }

  /** Notes a failure that the framework answers by itself. Its error page is the last answer that is tried. */
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
    // The head that is being written becomes that of the error page. Whoever wrote it goes on with a
    // body, which is dropped; one that another package writes past our methods ends with the connection.
    this.#close();
    this.#errorPage.takeHead();
    this.#response.shouldKeepAlive = false;
    process.nextTick(() => this.#sendBody());
  }

  write(args: unknown[]): boolean {
    const failure = this.#isOpen && isBody(args[0]) ? this.#save() : undefined;
    if (failure !== undefined) this.#stop(failure);
    else if (!this.#isThrownAway) return this.#write.apply(this.#response, args as never);
    // As if it had been written: the stream behind it is drained.
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

  /** Whether what the application still writes belongs to an answer whose place another has taken. */
  get #isThrownAway(): boolean {
    if (this.#state === "refused") return true;
    return this.#failedWith !== undefined && this.#response.writableEnded;
  }

  /** Lets nothing of the application's into the answer any more. */
  #close(): void {
    this.#state = "refused";
    // Another application may answer by now, which does not share the methods of the first.
    if (this.isShared) interceptBody(this.#response);
    this.#source.drop();
  }

  /** An error page whose session cannot be saved either goes without the cookie. */
  #isErrorPage(isFirst: boolean): boolean {
    return !isFirst && this.#response.statusCode >= 400;
  }

  get #isOpen(): boolean {
    return this.#state === "open" && !this.#response.headersSent;
  }

  /** Saves all sessions: one that cannot be saved takes nothing from the others. */
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

  /** As {@link reopen}; gives the lines of the cookies that the answer has by now. */
  takeCookies(): string[] {
    const lines = this.#sessions.flatMap(({ cookies }) => cookies.map(setCookieLine));
    this.reopen();
    return lines;
  }

  /** Has the next answer saved: the one before is thrown away. */
  reopen(): void {
    for (const session of this.#sessions) session.reopen();
  }

  /** The whole answer was given at once, so an error page can take its place. */
  #answerInstead({ error, answerError }: Failure, isFirst: boolean): void {
    if (!isFirst || answerError === undefined) this.#refuse();
    else {
      this.#errorPage.startOver();
      this.#attempt(answerError, error);
    }
  }

  /** A stream has begun. It is stopped, so that it does not write into the error page. */
  #stop({ error, answerError }: Failure): void {
    const isPiped = this.#source.isThere;
    this.#source.drop();
    if (!isPiped || answerError === undefined) this.#refuse();
    else {
      this.#errorPage.startOver();
      this.#attempt(answerError, error);
    }
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
    // HTTP/2 ends a response by writing to it, which is what is dropped otherwise.
    this.#state = "saved";
    this.#errorPage.sendBody(this.#end);
    this.#state = "refused";
  }
}
