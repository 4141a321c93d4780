/** The members of a session besides its data: a fixed set of names, read once from its class. */
export interface Surface {
  /** The prototype, for `instanceof`. */
  readonly prototype: object;
  /** The methods and getters by name. The object inherits nothing, so `in` is true for these names only. */
  readonly members: object;
}

/**
 * The methods that every object has. They are captured when this module loads, so later changes of
 * `Object.prototype` have no effect. They are copies: the engine's own methods belong to the whole
 * process, and `session[section][key] = value` would change them.
 */
const COMMON: readonly (readonly [name: string, method: object])[] = (
  [
    ...(["hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable"] as const),
    ...(["toLocaleString", "toString", "valueOf"] as const),
  ] as const
).map((name) => {
  const method = Object.prototype[name] as (...args: unknown[]) => unknown;
  const own = {
    [name](...args: unknown[]): unknown {
      return Reflect.apply(method, this, args);
    },
  };
  return [name, Object.freeze(own[name] as object)];
});

// These lead from one visitor's session to objects that all sessions share, so as properties they give
// nothing.
const NOTHING = ["__proto__", "constructor"];

const surfaces = new WeakMap<object, Surface>();

/** The surface of a class of sessions, by its prototype. It is made once and does not change. */
export function surfaceOf(prototype: object): Surface {
  const known = surfaces.get(prototype);
  if (known !== undefined) return known;
  const members: object = Object.create(null);
  for (const [name, value] of COMMON) Object.defineProperty(members, name, bare({ value }));
  for (const each of chainOf(prototype).reverse()) {
    const own = Object.getOwnPropertyDescriptors(each) as Record<PropertyKey, PropertyDescriptor>;
    for (const name of Reflect.ownKeys(own))
      Object.defineProperty(members, name, bare(own[name] as PropertyDescriptor));
  }
  for (const name of NOTHING) Object.defineProperty(members, name, bare({ value: undefined }));
  const surface = { prototype, members: Object.freeze(members) };
  surfaces.set(prototype, surface);
  return surface;
}

/** A prototype and what it inherits from, without `Object.prototype`. */
function chainOf(prototype: object): object[] {
  const chain: object[] = [];
  for (
    let at: object | null = prototype;
    at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at)
  )
    chain.push(at);
  return chain;
}

/** A descriptor that inherits nothing. Otherwise a `get` on `Object.prototype` would count as its own. */
function bare(descriptor: PropertyDescriptor): PropertyDescriptor {
  return Object.assign(Object.create(null), descriptor, { configurable: true });
}

/**
 * Freezes a prototype and its methods, because the sessions of all visitors share them.
 *
 * @param prototype - the prototype of the class
 */
export function freezeSurface(prototype: object): void {
  const own = Object.getOwnPropertyDescriptors(prototype) as Record<
    PropertyKey,
    PropertyDescriptor
  >;
  for (const name of Reflect.ownKeys(own)) {
    // The class itself is not frozen: programs extend it, and no session leads to it.
    if (name === "constructor") continue;
    const { value, get, set } = bare(own[name] as PropertyDescriptor);
    for (const each of [value, get, set]) if (typeof each === "function") Object.freeze(each);
  }
  Object.freeze(prototype);
}
