/**
 * A view of a list or record that calls `refuse`, which throws, at each attempt to change something
 * inside. Any other value is returned unchanged.
 */
export function refuseWrites(value: unknown, refuse: () => never): unknown {
  // A frozen object throws by itself, and a proxy of one must return its members unchanged.
  if (!isPlain(value) || Object.isFrozen(value)) return value;
  return new Proxy(value, {
    get: (target, name, receiver) => refuseWrites(Reflect.get(target, name, receiver), refuse),
    set: refuse,
    deleteProperty: refuse,
    defineProperty: refuse,
  });
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
