/**
 * An object's own members. A member that another package put on `Object.prototype` must not become an
 * option that nobody passed.
 */
export function own<T extends object>(object: T): T {
  return { __proto__: null, ...object } as T;
}
