import { isDate, own } from "../json/index.ts";
import { type InitialInfo, InitialState } from "./initial-state.ts";
import { proxied, stateOf } from "./proxy.ts";
import type { SessionData } from "./session-data.ts";
import { SessionState } from "./session-state.ts";
import { freezeSurface, surfaceOf } from "./surface.ts";
import type {
  AnyData,
  DataOf,
  GetFlashedMessagesOptions,
  Properties,
  SessionCallback,
  SessionMethods,
  SessionStatus,
} from "./types.ts";
import { withCallback } from "./with-callback.ts";

const PERMANENT = "_permanent";

/**
 * A dictionary in the visitor's cookie, signed. Read and write it like an object; changes are saved
 * with the response.
 *
 * Flask: `flask.sessions.SecureCookieSession`.
 */
export type Session<Data = SessionData> = SessionMethods<DataOf<Data>> & Properties<Data>;

/**
 * A dictionary in the visitor's cookie. Adapters and {@link SecureCookieSessionInterface} make it.
 * Make one yourself only in a {@link SessionInterface} of your own, or in a test.
 *
 * Flask: `flask.sessions.SecureCookieSession`.
 *
 * @example
 * ```ts
 * import { Session } from "dewar";
 *
 * const session = new Session({ username: "alice" });
 * session.get("username"); // "alice"
 * ```
 */
export const Session: {
  /**
   * @param initial - data to start with
   * @param info - what to keep of the request, and `status`: where the data came from. Default
   * `"new"`; pass `"valid"` for data of an earlier visit
   */
  // biome-ignore lint/suspicious/noExplicitAny: until a type is given, any key is accepted
  new <Data = any>(initial?: Partial<Data>, info?: InitialInfo): Session<Data>;
  readonly prototype: Session<AnyData>;
} = class {
  // `this` is the proxy in every method.
  constructor(source: SessionState | AnyData = {}, info: InitialInfo = {}) {
    const state = source instanceof SessionState ? source : new InitialState(source, info);
    const { prototype } = new.target;
    state.surface = prototype === SURFACE.prototype ? SURFACE : surfaceOf(prototype);
    // biome-ignore lint/correctness/noConstructorReturn: the proxy is the session
    return proxied(state) as never;
  }

  get(key: string, defaultValue?: unknown): unknown {
    return stateOf(this).get(text("get", key), defaultValue);
  }

  set(key: string, value: unknown): void {
    stateOf(this).set(text("set", key), value);
  }

  has(key: string): boolean {
    return stateOf(this).has(text("has", key));
  }

  delete(key: string): boolean {
    return stateOf(this).delete(text("delete", key));
  }

  pop(key: string, defaultValue?: unknown): unknown {
    const value = stateOf(this).get(text("pop", key), defaultValue);
    stateOf(this).delete(key);
    return value;
  }

  setDefault(key: string, defaultValue: unknown): unknown {
    stateOf(this).beforeWrite();
    if (!stateOf(this).has(text("setDefault", key))) stateOf(this).set(key, defaultValue);
    return stateOf(this).get(key);
  }

  update(data: AnyData | Iterable<readonly [string, unknown]>): void {
    stateOf(this).touch();
    const entries = Symbol.iterator in data ? data : Object.entries(data);
    for (const [key, value] of entries as Iterable<[string, unknown]>)
      stateOf(this).set(text("update", key), value);
  }

  clear(): void {
    stateOf(this).clear();
  }

  *[Symbol.iterator](): IterableIterator<[string, unknown]> {
    for (const key of stateOf(this).keys()) yield [key, stateOf(this).get(key)];
  }

  get permanent(): boolean {
    return isTrue(stateOf(this).get(PERMANENT));
  }

  set permanent(value: boolean) {
    stateOf(this).set(PERMANENT, Boolean(value));
  }

  get new(): boolean {
    return !isValid(this.status);
  }

  get modified(): boolean {
    return stateOf(this).modified;
  }

  set modified(value: boolean) {
    stateOf(this).accessed = true;
    if (value) stateOf(this).touch();
    else stateOf(this).markUnmodified();
  }

  get accessed(): boolean {
    return stateOf(this).accessed;
  }

  get status(): SessionStatus {
    stateOf(this).accessed = true;
    return stateOf(this).opened.status;
  }

  // The methods of express-session, which Passport and similar packages call. They work at once; the
  // cookie leaves with the headers.
  regenerate(callback?: SessionCallback): Promise<void> | undefined {
    return withCallback(() => {
      startOver(stateOf(this));
      return undefined;
    }, callback);
  }

  save(callback?: SessionCallback): Promise<void> | undefined {
    return withCallback(() => {
      stateOf(this).checkSavable();
      return stateOf(this).saveNow?.();
    }, callback);
  }

  reload(callback?: SessionCallback): Promise<void> | undefined {
    return withCallback(() => {
      const state = stateOf(this);
      return state.readAgain ? state.readAgain() : state.reload();
    }, callback);
  }

  destroy(callback?: SessionCallback): Promise<void> | undefined {
    return withCallback(() => {
      stateOf(this).clear();
      return stateOf(this).saveNow?.();
    }, callback);
  }

  touch(callback?: SessionCallback): Promise<void> | undefined {
    return withCallback(() => {
      if (stateOf(this).size > 0) stateOf(this).touch();
      return undefined;
    }, callback);
  }

  flash(message: unknown, category = "message"): void {
    stateOf(this).flashes.flash(message, category);
  }

  getFlashedMessages(options: GetFlashedMessagesOptions = {}): unknown[] {
    const { withCategories = false, categoryFilter = [] } = own(options);
    return stateOf(this).flashes.get({ withCategories, categoryFilter });
  }
} as never;
freezeSurface(Session.prototype);
const SURFACE = surfaceOf(Session.prototype);

/** `session.delete()` is a logout in other libraries. Read as the key "undefined", it would do nothing. */
function text(method: string, key: unknown): string {
  if (typeof key === "string") return key;
  throw new TypeError(
    `session.${method} expected a key, which is text, got ${key === null ? "null" : typeof key}. ` +
      "Call session.clear() to remove everything.",
  );
}

/** Begins a new session, and moves the pending messages to it. */
function startOver(state: SessionState): void {
  const { keep } = state.flashes;
  const pending = state.flashes.waiting();
  const next = state.startOver();
  for (const [category, message] of pending) next.flashes.flash(message, category);
  if (next === state) return;
  next.flashes.keep = keep;
  next.info.replace?.(sessionOver(next));
}

/** Whether Python takes a JSON value for true: Flask may have written any value under `_permanent`. */
function isTrue(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return Boolean(value);
  return isDate(value) || Object.keys(value).length > 0;
}

const isValid = (status: SessionStatus): boolean =>
  status === "valid" || status === "valid-old-key";

/** Whether `_permanent` is set. Does not count as an access. */
export const isPermanent = (state: SessionState): boolean => isTrue(state.peek(PERMANENT));

/** A session over a state that is opened at the first touch. */
export function sessionOver<Data>(state: SessionState): Session<Data> {
  return new Session(state as never) as Session<Data>;
}

// What `console.log` shows of a session: its data, as Flask's `repr(session)` does. Node looks for it
// on the target of the proxy, and calls it on the proxy.
Object.defineProperty(SessionState.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value(this: object) {
    return Symbol.iterator in this ? Object.fromEntries(this as Iterable<never>) : {};
  },
});
