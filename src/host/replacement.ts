const successors = new WeakMap<object, object>();

/** Remembers the session that replaced the one that a request came with. */
export function succeed(opened: object, next: object): void {
  successors.set(opened, next);
}

/** The current session of a request: the one it came with, or the one that `regenerate()` put in its place. */
export function currentSession<S extends object>(opened: S): S {
  return (successors.get(opened) as S | undefined) ?? opened;
}
