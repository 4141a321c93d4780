/** A copy of a value in which no list and no record can be changed; other values are taken as they are. */
export function frozenCopy(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copy = Object.entries(value).map(([key, each]) => [key, frozenCopy(each)] as const);
  // `fromEntries` keeps a key "__proto__" a key.
  return Object.freeze(Object.fromEntries(copy));
}
