/**
 * A view of a list or record that calls `refuse`, which throws, where something inside would be
 * changed. Anything else is returned as it is.
 */
export function guarded(value: unknown, refuse: () => never): unknown {
  // What is frozen refuses by itself, and a proxy may not give anything else for its members.
  if (!isPlain(value) || Object.isFrozen(value)) return value;
  return new Proxy(value, {
    get: (target, name, receiver) => guarded(Reflect.get(target, name, receiver), refuse),
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
