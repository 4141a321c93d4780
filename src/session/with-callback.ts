import type { SessionCallback } from "./types.ts";

/**
 * Runs `action` and reports its end through the callback, or a promise if there is none. An action
 * that returns no promise has ended at once, and the callback runs at once.
 */
export function withCallback(
  action: () => Promise<void> | undefined,
  callback?: SessionCallback,
): Promise<void> | undefined {
  if (callback === undefined) return new Promise((resolve) => resolve(action()));
  let running: Promise<void> | undefined;
  try {
    running = action();
  } catch (error) {
    callback(error);
    return undefined;
  }
  // Outside the `try`: an error of the callback is not an error of the action, and goes to the caller.
  if (running === undefined) callback();
  else
    running
      .then(
        () => undefined,
        (error: unknown) => ({ error }),
      )
      .then((failed) => {
        if (failed === undefined) callback();
        else callback(failed.error);
      });
  return undefined;
}
