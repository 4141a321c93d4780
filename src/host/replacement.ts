const successors = new WeakMap<object, object>();

/** Remembers which session took the place of the one that a request came with. */
export function succeed(opened: object, next: object): void {
  successors.set(opened, next);
}

/** The session that a request has now: the one it came with, until `regenerate()` replaced it. */
export function currentSession<S extends object>(opened: S): S {
  return (successors.get(opened) as S | undefined) ?? opened;
}
