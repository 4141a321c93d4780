type RunInContext = <T>(session: object, next: () => T, property?: string) => T;
/** What calls its listeners: a request, a response. */
type Emitter = { emit(...args: never[]): boolean };
type BindContext = (session: object, emitters: readonly Emitter[]) => void;

let run: RunInContext = (_session, next) => next();
let bind: BindContext | undefined;

/**
 * Runs the rest of the request inside `dewar/context`'s storage; a plain call if it is not
 * imported.
 *
 * @param property - the session's name; one called otherwise than `"session"` does not take its place
 */
export const runInContext: RunInContext = (session, next, property = "session") =>
  run(session, next, property);

/** Runs the listeners of a request and its response in the request, too: Node runs them in the connection. */
export function bindContext(session: object, emitters: readonly Emitter[], property: string): void {
  if (property === "session") bind?.(session, emitters);
}

/** How `dewar/context` puts itself around requests: importing it is all it takes. */
export function provideContext(provided: RunInContext, bound: BindContext): void {
  run = provided;
  bind = bound;
}
