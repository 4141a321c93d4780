import { warn } from "#platform";

/** Gets each error that no code of the application could catch. */
// The request is the framework's own; only the application knows its type.
export type ErrorReporter = (error: unknown, request: never) => void;

const warned = new Set<string>();

/**
 * Tells the application about an error. If its own reporter throws, that error becomes a warning,
 * because nothing could catch it.
 */
export function reportError(
  onError: ErrorReporter | undefined,
  error: unknown,
  request: unknown,
): void {
  if (onError === undefined) {
    warnOnce("The session could not be loaded or saved", error);
    return;
  }
  try {
    onError(error, request as never);
  } catch (thrown) {
    warnOnce("onError threw an error of its own", thrown);
  }
}

/** One warning for each kind of error, so that a visitor who repeats a request cannot fill the log. */
function warnOnce(what: string, error: unknown): void {
  const { code, name, message } = error instanceof Error ? (error as Coded) : UNKNOWN;
  const kind = `${what} ${code ?? name}`;
  if (warned.has(kind)) return;
  warned.add(kind);
  warn(
    `${what}: ${message} Pass the option ` +
      "onError(error, request) to be told each time; this warning comes once for each kind of error.",
    "DEWAR_NOT_SAVED",
  );
}

type Coded = Error & { code?: string };
const UNKNOWN: Pick<Coded, "code" | "name" | "message"> = {
  name: "unknown",
  message: "something other than an Error was thrown.",
};
