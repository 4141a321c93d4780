/**
 * The names of an object's members that JSON writes: a member that is `undefined` is left out. All code
 * that counts or writes members must use this function. If two places counted differently, an object
 * with one key that looks like a tag could be written without the escape.
 */
export function memberNames(object: object): string[] {
  const names = Object.keys(object);
  const members = object as Record<string, unknown>;
  return names.some((name) => members[name] === undefined)
    ? names.filter((name) => members[name] !== undefined)
    : names;
}
