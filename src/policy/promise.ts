/**
 * Whether a value is a promise, where the code cannot wait. The promise is refused with an error, so
 * its own rejection must not end the process as well.
 */
export function isPromise(value: unknown): boolean {
  if (typeof (value as { then?: unknown } | null | undefined)?.then !== "function") return false;
  (value as PromiseLike<unknown>).then(undefined, () => {});
  return true;
}
