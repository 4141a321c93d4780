/** What a session has besides its data: a fixed set of names, read once from its class. */
export interface Surface {
  /** The prototype that `instanceof` finds. */
  readonly prototype: object;
  /** The methods and getters by name. It inherits nothing, so `in` asks for these names only. */
  readonly members: object;
}

/**
 * What every object has. Captured when this module loads: what other packages do to
 * `Object.prototype` later has no effect. And methods of their own, since the engine's belong to the
 * whole process, and `session[section][key] = value` would change them.
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

// These lead from one visitor's session to what all sessions share, so as properties they give nothing.
const NOTHING = ["__proto__", "constructor"];

const surfaces = new WeakMap<object, Surface>();

/** The surface of a class of sessions, by its prototype: made once, and fixed from then on. */
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

/** A descriptor that inherits nothing: a `get` on `Object.prototype` would count as one of its own. */
function bare(descriptor: PropertyDescriptor): PropertyDescriptor {
  return Object.assign(Object.create(null), descriptor, { configurable: true });
}

/**
 * Makes a prototype and its methods unchangeable: every visitor's session has the same ones.
 *
 * @param prototype - that of the class
 */
export function freezeSurface(prototype: object): void {
  const own = Object.getOwnPropertyDescriptors(prototype) as Record<
    PropertyKey,
    PropertyDescriptor
  >;
  for (const name of Reflect.ownKeys(own)) {
    // The class itself stays open: programs extend it, and sessions do not lead to it.
    if (name === "constructor") continue;
    const { value, get, set } = bare(own[name] as PropertyDescriptor);
    for (const each of [value, get, set]) if (typeof each === "function") Object.freeze(each);
  }
  Object.freeze(prototype);
}
