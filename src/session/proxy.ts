import type { Dictionary } from "./dictionary.ts";

/**
 * The key under which a session's methods find its dictionary. It is a symbol and keys of data are
 * text, so the two never collide. Two copies of this package share it, since one may have to save a
 * session that the other opened.
 */
const DICTIONARY = Symbol.for("dewar.session-dictionary");

/**
 * A dictionary whose keys are properties. The methods and getters of its surface come first and
 * cannot be overwritten.
 */
export function proxied(dictionary: Dictionary): object {
  lastDictionary = dictionary;
  lastSession = new Proxy(dictionary, TRAPS);
  return lastSession;
}

// A request asks for the dictionary of the same session many times, and asking a proxy takes as long
// as reading a value. So the last answer is kept.
let lastSession: object | undefined;
let lastDictionary: Dictionary;

/** The dictionary behind {@link proxied}. */
export function dictionaryOf(session: object): Dictionary {
  if (session === lastSession) return lastDictionary;
  const dictionary = (session as { [DICTIONARY]: Dictionary })[DICTIONARY];
  // Any other object may give another answer the next time.
  if (dictionary !== undefined) {
    lastSession = session;
    lastDictionary = dictionary;
  }
  return dictionary;
}

/** Whether a value is a session, of this copy of the package or of another. */
export const isSession = (value: unknown): value is object =>
  typeof value === "object" && value !== null && dictionaryOf(value) !== undefined;

/** Whether the name belongs to the surface. Data under that name needs `get` and `set`. */
const isReserved = (dictionary: Dictionary, name: PropertyKey): boolean =>
  typeof name === "symbol" || name in dictionary.surface.members;

// One set of traps for all sessions: each gets its dictionary as the target.
const TRAPS: ProxyHandler<Dictionary> = {
  get(dictionary, name, session) {
    if (name === DICTIONARY) return dictionary;
    if (isReserved(dictionary, name)) return Reflect.get(dictionary.surface.members, name, session);
    return dictionary.get(name as string);
  },

  set(dictionary, name, value, session) {
    if (!isReserved(dictionary, name)) {
      dictionary.set(name as string, value);
      return true;
    }
    const { members } = dictionary.surface;
    if (Object.getOwnPropertyDescriptor(members, name)?.set !== undefined)
      return Reflect.set(members, name, value, session);
    if (typeof name === "symbol")
      throw new TypeError("A session's keys are text, got a symbol. Choose a text for the key.");
    throw new TypeError(
      `"${name}" is a name of the session itself. Store data under it with session.set("${name}", value).`,
    );
  },

  has(dictionary, name) {
    return typeof name === "symbol"
      ? name in dictionary.surface.members
      : dictionary.has(name as string);
  },

  deleteProperty(dictionary, name) {
    if (!isReserved(dictionary, name)) dictionary.delete(name as string);
    return true;
  },

  // Keys with reserved names are left out: reading them as properties would not give the data.
  ownKeys(dictionary) {
    return dictionary.keys().filter((key) => !isReserved(dictionary, key));
  },

  getOwnPropertyDescriptor(dictionary, name) {
    if (isReserved(dictionary, name) || !dictionary.has(name as string)) return undefined;
    const value = dictionary.get(name as string);
    // The engine reads inherited members of a descriptor, too.
    return Object.assign(Object.create(null), {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  },

  defineProperty(dictionary, name, descriptor) {
    if (isReserved(dictionary, name) || !Object.hasOwn(descriptor, "value")) return false;
    dictionary.set(name as string, descriptor.value);
    return true;
  },

  getPrototypeOf: (dictionary) => dictionary.surface.prototype,
  setPrototypeOf: () => false,
  preventExtensions: () => false,
};
