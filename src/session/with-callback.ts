import type { SessionCallback } from "./types.ts";

/** Runs `action` synchronously and reports through the callback, or a promise if there is none. */
export function withCallback(
  action: () => void,
  callback?: SessionCallback,
): Promise<void> | undefined {
  if (callback === undefined) {
    return new Promise((resolve) => {
      action();
      resolve();
    });
  }
  try {
    action();
  } catch (error) {
    callback(error);
    return undefined;
  }
  // Outside the `try`: an error of the callback is not an error of the action, and goes to the caller.
  callback();
  return undefined;
}
