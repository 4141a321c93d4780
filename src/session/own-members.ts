/**
 * The members that an object has itself, in one that inherits nothing. Options are read from it, so
 * that what another package left on `Object.prototype` is never taken for one.
 */
export function ownMembers<T extends object>(options: T): T {
  return Object.assign(Object.create(null) as T, options);
}
