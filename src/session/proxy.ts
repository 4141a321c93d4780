import type { Dictionary } from "./dictionary.ts";

/**
 * A view of a dictionary through which its keys are properties. What `target` has itself (its
 * methods and getters) comes first and cannot be overwritten.
 */
export function proxied<T extends object>(target: T, dictionary: Dictionary): T {
  return new Proxy(target, new Traps(dictionary)) as T;
}

/** Whether the name is the session's own, so that data under it needs `get` and `set`. */
const isReserved = (target: object, name: PropertyKey): boolean =>
  typeof name === "symbol" || name in target;

class Traps implements ProxyHandler<object> {
  readonly #dictionary: Dictionary;

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
  }

  get(target: object, name: PropertyKey, session: unknown): unknown {
    if (isReserved(target, name)) return Reflect.get(target, name, session);
    return this.#dictionary.get(name as string);
  }

  set(target: object, name: PropertyKey, value: unknown, session: unknown): boolean {
    if (!isReserved(target, name)) {
      this.#dictionary.set(name as string, value);
      return true;
    }
    if (hasSetter(target, name)) return Reflect.set(target, name, value, session);
    throw new TypeError(
      `"${String(name)}" is a name of the session itself. Store data under it with session.set("${String(name)}", value).`,
    );
  }

  has(target: object, name: PropertyKey): boolean {
    return typeof name === "symbol" ? name in target : this.#dictionary.has(name as string);
  }

  deleteProperty(target: object, name: PropertyKey): boolean {
    if (!isReserved(target, name)) this.#dictionary.delete(name as string);
    return true;
  }

  // Keys under reserved names are left out: reading them as properties would not give the data.
  ownKeys(target: object): string[] {
    return this.#dictionary.keys().filter((key) => !isReserved(target, key));
  }

  getOwnPropertyDescriptor(target: object, name: PropertyKey): PropertyDescriptor | undefined {
    if (isReserved(target, name) || !this.#dictionary.has(name as string)) return undefined;
    const value = this.#dictionary.get(name as string);
    return { value, writable: true, enumerable: true, configurable: true };
  }

  defineProperty(target: object, name: PropertyKey, descriptor: PropertyDescriptor): boolean {
    if (isReserved(target, name) || !("value" in descriptor)) return false;
    this.#dictionary.set(name as string, descriptor.value);
    return true;
  }

  setPrototypeOf(): boolean {
    return false;
  }

  preventExtensions(): boolean {
    return false;
  }
}

function hasSetter(target: object, name: PropertyKey): boolean {
  if (name === "__proto__") return false;
  for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at))
    if (Object.hasOwn(at, name))
      return Object.getOwnPropertyDescriptor(at, name)?.set !== undefined;
  return false;
}
