/**
 * Whether a value is a promise, where none can be waited for. It is refused with an error, so one that
 * it fails with must not end the process besides.
 */
export function isPromise(value: unknown): boolean {
  if (typeof (value as { then?: unknown } | null | undefined)?.then !== "function") return false;
  (value as PromiseLike<unknown>).then(undefined, () => {});
  return true;
}
