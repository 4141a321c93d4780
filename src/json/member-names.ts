/**
 * The names of an object's members, as JSON has them: a member that is `undefined` is left out.
 * Whatever counts or writes members asks here: were two answers possible, an object could be
 * written as one key that is a tag, without the escape that tells it from a tag.
 */
export function memberNames(object: object): string[] {
  const names = Object.keys(object);
  const members = object as Record<string, unknown>;
  return names.some((name) => members[name] === undefined)
    ? names.filter((name) => members[name] !== undefined)
    : names;
}
