const replacements = new WeakMap<object, object>();

/** Remembers the session that replaced the one that a request came with. */
export function setReplacement(opened: object, next: object): void {
  replacements.set(opened, next);
}

/** The current session of a request: the one it came with, or the one that `regenerate()` put in its place. */
export function currentSession<S extends object>(opened: S): S {
  return (replacements.get(opened) as S | undefined) ?? opened;
}
