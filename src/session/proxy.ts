import type { Dictionary } from "./dictionary.ts";

/** Where a session's methods find its dictionary. Known to nobody else, so never a key of data. */
const DICTIONARY = Symbol.for("dewar.dictionary");

/**
 * A dictionary whose keys are properties, beside the methods and getters of its surface, which come
 * first and cannot be overwritten.
 */
export function proxied(dictionary: Dictionary): object {
  return new Proxy(dictionary, TRAPS);
}

/** The dictionary behind {@link proxied}. */
export function dictionaryOf(session: object): Dictionary {
  return (session as { [DICTIONARY]: Dictionary })[DICTIONARY];
}

/** Whether a value is a session, of this copy of the package or of another. */
export const isSession = (value: unknown): value is object =>
  typeof value === "object" && value !== null && dictionaryOf(value) !== undefined;

/** Whether the name is the surface's own, so that data under it needs `get` and `set`. */
const isReserved = (dictionary: Dictionary, name: PropertyKey): boolean =>
  typeof name === "symbol" || name in dictionary.surface;

// One set of traps for all sessions: each gets its dictionary as the target.
const TRAPS: ProxyHandler<Dictionary> = {
  get(dictionary, name, session) {
    if (name === DICTIONARY) return dictionary;
    if (isReserved(dictionary, name)) return Reflect.get(dictionary.surface, name, session);
    return dictionary.get(name as string);
  },

  set(dictionary, name, value, session) {
    if (!isReserved(dictionary, name)) {
      dictionary.set(name as string, value);
      return true;
    }
    if (hasSetter(dictionary.surface, name))
      return Reflect.set(dictionary.surface, name, value, session);
    throw new TypeError(
      `"${String(name)}" is a name of the session itself. Store data under it with session.set("${String(name)}", value).`,
    );
  },

  has(dictionary, name) {
    return typeof name === "symbol" ? name in dictionary.surface : dictionary.has(name);
  },

  deleteProperty(dictionary, name) {
    if (!isReserved(dictionary, name)) dictionary.delete(name as string);
    return true;
  },

  // Keys under reserved names are left out: reading them as properties would not give the data.
  ownKeys(dictionary) {
    return dictionary.keys().filter((key) => !isReserved(dictionary, key));
  },

  getOwnPropertyDescriptor(dictionary, name) {
    if (isReserved(dictionary, name) || !dictionary.has(name as string)) return undefined;
    const value = dictionary.get(name as string);
    return { value, writable: true, enumerable: true, configurable: true };
  },

  defineProperty(dictionary, name, descriptor) {
    if (isReserved(dictionary, name) || !("value" in descriptor)) return false;
    dictionary.set(name as string, descriptor.value);
    return true;
  },

  getPrototypeOf: (dictionary) => dictionary.surface,
  setPrototypeOf: () => false,
  preventExtensions: () => false,
};

function hasSetter(surface: object, name: PropertyKey): boolean {
  if (name === "__proto__") return false;
  for (let at: object | null = surface; at !== null; at = Object.getPrototypeOf(at))
    if (Object.hasOwn(at, name))
      return Object.getOwnPropertyDescriptor(at, name)?.set !== undefined;
  return false;
}
