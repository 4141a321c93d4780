/** What is there at once, unless the session's interface has to be waited for. */
export type Waited<Value> = Value | Promise<Value>;

/** Goes on with a value: at once if it is there, so that nothing is put off where nobody waits. */
export function whenThere<Value, Result>(
  value: Waited<Value>,
  next: (value: Value) => Result,
): Waited<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
