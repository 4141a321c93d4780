import type { SessionState } from "./session-state.ts";

/**
 * The key under which a session's methods find its state. It is a symbol and keys of data are
 * text, so the two never collide. Two copies of this package share it, since one may have to save a
 * session that the other opened.
 */
const STATE = Symbol.for("dewar.session-state");

/**
 * A session: its keys are properties. The methods and getters of its surface come first and
 * cannot be overwritten.
 */
export function proxied(state: SessionState): object {
  lastState = state;
  lastSession = new Proxy(state, TRAPS);
  return lastSession;
}

// A request asks for the state of the same session many times, and asking a proxy takes as long
// as reading a value. So the last answer is kept.
let lastSession: object | undefined;
let lastState: SessionState;

/** The state behind {@link proxied}. */
export function stateOf(session: object): SessionState {
  if (session === lastSession) return lastState;
  const state = (session as { [STATE]: SessionState })[STATE];
  // Any other object may give another answer the next time.
  if (state !== undefined) {
    lastSession = session;
    lastState = state;
  }
  return state;
}

/** Whether a value is a session, of this copy of the package or of another. */
export const isSession = (value: unknown): value is object =>
  typeof value === "object" && value !== null && stateOf(value) !== undefined;

/** Whether the name belongs to the surface. Data under that name needs `get` and `set`. */
const isReserved = (state: SessionState, name: PropertyKey): boolean =>
  typeof name === "symbol" || name in state.surface.members;

// One set of traps for all sessions: each gets its state as the target.
const TRAPS: ProxyHandler<SessionState> = {
  get(state, name, session) {
    if (name === STATE) return state;
    if (isReserved(state, name)) return Reflect.get(state.surface.members, name, session);
    return state.get(name as string);
  },

  set(state, name, value, session) {
    if (!isReserved(state, name)) {
      state.set(name as string, value);
      return true;
    }
    const { members } = state.surface;
    if (Object.getOwnPropertyDescriptor(members, name)?.set !== undefined)
      return Reflect.set(members, name, value, session);
    if (typeof name === "symbol")
      throw new TypeError("A session's keys are text, got a symbol. Choose a text for the key.");
    throw new TypeError(
      `"${name}" is a name of the session itself. Store data under it with session.set("${name}", value).`,
    );
  },

  has(state, name) {
    return typeof name === "symbol" ? name in state.surface.members : state.has(name as string);
  },

  deleteProperty(state, name) {
    if (!isReserved(state, name)) state.delete(name as string);
    return true;
  },

  // Keys with reserved names are left out: reading them as properties would not give the data.
  ownKeys(state) {
    return state.keys().filter((key) => !isReserved(state, key));
  },

  getOwnPropertyDescriptor(state, name) {
    if (isReserved(state, name) || !state.has(name as string)) return undefined;
    const value = state.get(name as string);
    // The engine reads inherited members of a descriptor, too.
    return Object.assign(Object.create(null), {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  },

  defineProperty(state, name, descriptor) {
    if (isReserved(state, name) || !Object.hasOwn(descriptor, "value")) return false;
    state.set(name as string, descriptor.value);
    return true;
  },

  getPrototypeOf: (state) => state.surface.prototype,
  setPrototypeOf: () => false,
  preventExtensions: () => false,
};
