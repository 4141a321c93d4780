/** A copy of a value whose lists and records are frozen; other values are not copied. */
export function frozenCopy(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copy = Object.entries(value).map(([key, each]) => [key, frozenCopy(each)] as const);
  // `fromEntries` makes "__proto__" an ordinary key.
  return Object.freeze(Object.fromEntries(copy));
}
