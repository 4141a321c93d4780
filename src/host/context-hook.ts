type RunInContext = <T>(session: object, next: () => T, property?: string) => T;
/** An emitter of events: a request, a response. */
type Emitter = { emit(...args: never[]): boolean };
type BindContext = (session: object, emitters: readonly Emitter[]) => void;

let run: RunInContext = (_session, next) => next();
let bind: BindContext | undefined;

/**
 * Runs the rest of the request inside `dewar/context`'s storage; a plain call if it is not
 * imported.
 *
 * @param property - the session's name. A second session, under another name, does not replace the first
 */
export const runInContext: RunInContext = (session, next, property = "session") =>
  run(session, next, property);

/** Runs the listeners of a request and its response in the request's context. Node runs them in the connection's. */
export function bindContext(session: object, emitters: readonly Emitter[], property: string): void {
  if (property === "session") bind?.(session, emitters);
}

/** `dewar/context` calls this when it is imported, to put itself around requests. */
export function provideContext(provided: RunInContext, bound: BindContext): void {
  run = provided;
  bind = bound;
}
