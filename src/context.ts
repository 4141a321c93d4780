/**
 * `dewar/context`: Flask's globals. Within a request, `session`, `flash` and `getFlashedMessages`
 * are those of this request, in any module and after any `await`. The import is all it takes.
 * @module
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { currentSession, provideContext } from "./host/index.ts";
import {
  type GetFlashedMessagesOptions,
  type Session,
  SessionError,
  type SessionMethods,
} from "./session/index.ts";

type Current = Session & SessionMethods<Record<string, unknown>>;

const requests = new AsyncLocalStorage<Current>();

provideContext(
  (session, next, property) => {
    if (property !== "session" && requests.getStore() !== undefined) return next();
    return requests.run(session as Current, next);
  },
  (session, emitters) => {
    for (const emitter of emitters) {
      const { emit } = emitter;
      emitter.emit = (...args) => requests.run(session as Current, () => emit.apply(emitter, args));
    }
  },
);

/**
 * A global of `dewar/context` was used while no request was being handled.
 *
 * Flask: the `RuntimeError` that starts with the same words.
 */
export class OutsideOfRequestContextError extends SessionError {
  override name = "OutsideOfRequestContextError";
  override readonly code = "ERR_SESSION_OUTSIDE_OF_REQUEST_CONTEXT";
  constructor() {
    super(
      "Working outside of request context. The globals of dewar/context need a request that passed " +
        "through session(options) of an adapter: use them in code that a handler calls, not while modules " +
        "load, and not before the adapter in the chain. A callback that something else calls later (a " +
        "pool, an event emitter, a stream's pull) keeps its request through " +
        "copyCurrentRequestContext(callback); a test or a job makes one with " +
        "requestContext(session, callback).",
    );
  }
}

/** The session of the current request. @throws {@link OutsideOfRequestContextError} */
function current(): Current {
  const session = requests.getStore();
  if (session === undefined) throw new OutsideOfRequestContextError();
  return currentSession(session);
}

// Every operation goes to the session of the request that is current at that moment.
const forward: ProxyHandler<object> = {
  get(_target, name) {
    const session = current();
    const value: unknown = Reflect.get(session, name, session);
    return typeof value === "function" ? value.bind(session) : value;
  },
  set: (_target, name, value) => Reflect.set(current(), name, value),
  has: (_target, name) => Reflect.has(current(), name),
  deleteProperty: (_target, name) => Reflect.deleteProperty(current(), name),
  ownKeys: () => Reflect.ownKeys(current()),
  getOwnPropertyDescriptor: (_target, name) => Reflect.getOwnPropertyDescriptor(current(), name),
  defineProperty: (_target, name, descriptor) =>
    Reflect.defineProperty(current(), name, descriptor),
  getPrototypeOf: () => Reflect.getPrototypeOf(current()),
  setPrototypeOf: () => false,
  preventExtensions: () => false,
};

/**
 * The session of the current request.
 *
 * Flask: `flask.session`.
 *
 * @throws {@link OutsideOfRequestContextError} at any use outside a request
 * @example
 * ```ts
 * import express from "express";
 * import { flash, session } from "dewar/context";
 * import { session as withSession } from "dewar/express";
 *
 * function logIn(username: string): void {
 *   session.username = username;
 *   flash("Logged in", "success");
 * }
 *
 * const app = express();
 * app.use(withSession({ secretKey: process.env.SECRET_KEY }));
 * app.post("/login", (_req, res) => {
 *   logIn("alice");
 *   res.redirect("/");
 * });
 * ```
 */
export const session: Session = new Proxy({}, forward) as Session;

/**
 * Leaves a message for the next page of this visitor.
 *
 * Flask: `flask.flash`.
 *
 * @param message - a string, `Markup`, or anything the session can hold
 * @param category - for example `"error"` or `"success"`. Default `"message"`
 * @throws {@link OutsideOfRequestContextError} outside a request
 * @example
 * ```ts
 * import { flash } from "dewar/context";
 *
 * export function publish(title: string): void {
 *   flash(`Article "${title}" published successfully!`, "success");
 * }
 * ```
 */
export function flash(message: unknown, category = "message"): void {
  current().flash(message, category);
}

/**
 * The messages left so far. The first call consumes them; later calls in the same request return
 * them again.
 *
 * Flask: `flask.get_flashed_messages`.
 *
 * @param options - `withCategories: true` gives `[category, message]` pairs, `categoryFilter` names
 * the categories to show
 * @returns the messages, oldest first
 * @throws {@link OutsideOfRequestContextError} outside a request
 * @example
 * ```ts
 * import { getFlashedMessages } from "dewar/context";
 *
 * export const banner = (): string =>
 *   getFlashedMessages({ withCategories: true })
 *     .map(([category, message]) => `${category}: ${message}`)
 *     .join("; ");
 * ```
 */
export function getFlashedMessages<Message = string>(
  options: GetFlashedMessagesOptions & { withCategories: true },
): [category: string, message: Message][];
export function getFlashedMessages<Message = string>(
  options?: GetFlashedMessagesOptions & { withCategories?: false },
): Message[];
export function getFlashedMessages(options: GetFlashedMessagesOptions = {}): unknown[] {
  return current().getFlashedMessages(options as { withCategories: true });
}

/**
 * Whether a request is being handled, for code that runs both inside and outside requests.
 *
 * Flask: `flask.has_request_context`.
 *
 * @returns `true` if the globals can be used
 * @example
 * ```ts
 * import { hasRequestContext, session } from "dewar/context";
 *
 * export const who = (): string => (hasRequestContext() ? `${session.username}` : "the scheduler");
 * ```
 */
export function hasRequestContext(): boolean {
  return requests.getStore() !== undefined;
}

/**
 * Keeps the current request for a callback that something else calls later: a pool, an event
 * emitter, a stream's `pull`.
 *
 * Flask: `flask.copy_current_request_context`.
 *
 * @param callback - runs with the globals of the request that is current now
 * @returns the callback to hand over
 * @throws {@link OutsideOfRequestContextError} outside a request
 * @example
 * ```ts
 * import { copyCurrentRequestContext, session } from "dewar/context";
 *
 * declare const pool: { run(callback: () => string): void };
 * export function handler(): void {
 *   pool.run(copyCurrentRequestContext(() => `Hello ${session.username}`));
 * }
 * ```
 */
export function copyCurrentRequestContext<Args extends unknown[], Result>(
  callback: (...args: Args) => Result,
): (...args: Args) => Result {
  const session = current();
  return (...args) => requests.run(session, callback, ...args);
}

/**
 * Runs a callback as if in a request with this session: in a test, a job, a WebSocket.
 *
 * Flask: `app.test_request_context`.
 *
 * @param session - the session that the globals refer to
 * @param callback - may be asynchronous
 * @returns what the callback returns
 * @example
 * ```ts
 * import { Session } from "dewar";
 * import { requestContext, session } from "dewar/context";
 *
 * requestContext(new Session({ username: "alice" }), () => session.username); // "alice"
 * ```
 */
export function requestContext<Result>(session: object, callback: () => Result): Result {
  return requests.run(session as Current, callback);
}
