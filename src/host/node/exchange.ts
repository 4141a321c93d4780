import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { HeadersLike, SetCookie } from "../../http/index.ts";
import { commitOf } from "../../policy/index.ts";
import { clearSession, reopenSession, type Session } from "../../session/index.ts";
import {
  AdapterRequestInfo,
  bindContext,
  currentSession,
  isHeadOrPrefetch,
  loadWith,
  mayWait,
  openWith,
  persistWith,
  type SessionPlace,
  saveWith,
  setReplacement,
} from "../index.ts";
import { ownHeader } from "./headers.ts";
import { ResponseHook } from "./response.ts";
import type { Saved } from "./saved.ts";
import type { NodeSessionConfig } from "./session-config.ts";

/** The session of a Node request: opened, put in its place on the request, and saved with the response. */
export class NodeExchange<Data, Carrier extends object> implements Saved, SessionPlace {
  /** The session that the request came with. */
  readonly session: Session<Data>;
  readonly property: string;
  current: object;
  before: SessionPlace | undefined = undefined;
  /** The hook that saves all sessions of the response. */
  readonly hook: ResponseHook;
  readonly answerError: ((error: unknown) => void) | undefined;
  readonly #config: NodeSessionConfig<Data, Carrier>;
  readonly #carrier: Carrier;
  readonly mayWait: boolean;
  #saved = false;
  #hasFailed = false;
  #persisting: Promise<void> | undefined = undefined;
  #persistError: { readonly error: unknown } | undefined = undefined;

  /**
   * @param carrier - the object that carries the session: the framework's own request
   * @param answerError - passes an error to the framework's error page
   */
  constructor(
    config: NodeSessionConfig<Data, Carrier>,
    request: IncomingMessage,
    response: ServerResponse,
    carrier: Carrier,
    answerError?: (error: unknown) => void,
  ) {
    this.#config = config;
    this.#carrier = carrier;
    this.property = config.property;
    this.answerError = answerError;
    const { headers, method } = request;
    const replace = (next: object): void => {
      setReplacement(this.session, next);
      this.current = next;
    };
    const info = new AdapterRequestInfo(
      carrier,
      config.isSecure,
      isHeadOrPrefetch(method, (name) => ownHeader(headers, name)),
      replace,
    );
    // Node's types leave `upgrade` out. It is true if an `upgrade` listener takes the request.
    if ((request as { upgrade?: boolean }).upgrade) info.isCutOff = whenUpgraded(request, response);
    this.session = openWith(config.sessions, ownHeader(headers, "cookie") as string, info);
    this.current = this.session;
    this.mayWait = mayWait(config.sessions);
    this.hook = ResponseHook.add(this, response, carrier);
    config.put(carrier, this);
    bindContext(this.session, [request, response], config.property);
  }

  /** Fetches what the session holds, if that takes time. The promise is rejected if it fails. */
  load(): Promise<void> | undefined {
    return loadWith(this.#config.sessions, this.session, this.#carrier);
  }

  persist(): Promise<void> | undefined {
    if (this.#saved || this.#persistError !== undefined || !this.mayWait) return undefined;
    try {
      this.#persisting ??= this.#startPersisting();
    } catch (error) {
      this.#persistError = { error };
    }
    return this.#persisting;
  }

  #startPersisting(): Promise<void> | undefined {
    return persistWith(this.#config.sessions, this.#prepared())?.then(
      () => {
        this.#persisting = undefined;
      },
      (error: unknown) => {
        this.#persisting = undefined;
        this.#persistError = { error };
      },
    );
  }

  /** The session, as it is to be saved. */
  #prepared(): Session<Data> {
    const session = currentSession(this.session);
    if (this.#config.isDeleted(this.#carrier)) clearSession(session);
    return session;
  }

  /** Saves the session once. Later calls do nothing. */
  save(headers: HeadersLike): void {
    if (this.#saved) return;
    if (this.#persistError !== undefined) throw this.#persistError.error;
    saveWith(this.#config.sessions, this.#prepared(), headers);
    this.#saved = true;
  }

  /**
   * Does what may fail or take time in the coming save, while the framework can still answer with its
   * error page.
   *
   * @returns a promise, if there is something to wait for
   * @throws the error of the coming save; so does the promise
   */
  prepareSave(): Promise<void> | undefined {
    try {
      this.#config.sessions.checkSession(currentSession(this.session));
    } catch (error) {
      this.#giveWay(error);
    }
    const waiting = this.persist();
    if (waiting !== undefined) return waiting.then(() => this.#throwPersistError());
    this.#throwPersistError();
    return undefined;
  }

  #throwPersistError(): void {
    if (this.#persistError !== undefined) this.#giveWay(this.#persistError.error);
  }

  #giveWay(error: unknown): never {
    this.hook.giveWay(error, this);
    throw error;
  }

  /** Like {@link save}, for a framework that makes its error page itself: returns the error. */
  trySave(headers: HeadersLike): { error: unknown; isFirst: boolean } | undefined {
    try {
      this.save(headers);
      return undefined;
    } catch (error) {
      const isFirst = !this.#hasFailed;
      this.#hasFailed = true;
      if (isFirst) this.report(error);
      return { error, isFirst };
    }
  }

  get cookies(): readonly SetCookie[] {
    return commitOf(currentSession(this.session))?.cookies ?? [];
  }

  reopen(): void {
    this.#saved = false;
    this.#persisting = this.#persistError = undefined;
    reopenSession(currentSession(this.session));
  }

  report(error: unknown): void {
    this.#config.sessions.reportError(error, this.#carrier);
  }

  /**
   * Lets all sessions of the response be saved once more, because this response is discarded.
   *
   * @returns the Set-Cookie lines that they have written
   */
  takeCookies(): string[] {
    return this.hook.takeCookies();
  }

  /** Restores the original `writeHead`; the session is saved. */
  release(): void {
    this.hook.release();
  }
}

/** Whether the answer to an upgrade was written to the connection directly, past the response. */
function whenUpgraded(request: IncomingMessage, response: ServerResponse): () => boolean {
  const socket: Socket = request.socket;
  const before = socket.bytesWritten;
  return () =>
    !response.headersSent && (response.socket !== socket || socket.bytesWritten !== before);
}
