/**
 * The members that an object itself has. What another package put on `Object.prototype` must not
 * become an option that nobody passed.
 */
export function own<T extends object>(object: T): T {
  return { __proto__: null, ...object } as T;
}
