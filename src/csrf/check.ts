import { SessionOptionsError } from "../session/index.ts";
import type { Fields } from "./form.ts";

/** What a check may ask of a request, whatever the framework. */
export interface CheckedRequest {
  /** What the framework gives to a handler, for `exempt` and `session`. */
  readonly own: object;
  /** Its method, and the one before a method override if another middleware has changed it. */
  readonly methods: readonly string[];
  /** The host with its port, as the framework sees it and as the header says. */
  readonly hosts: readonly string[];
  /** Whether it came over https, as the framework sees it. */
  readonly secure: boolean;
  /** The session that an adapter has put there. */
  readonly session: unknown;
  /** @param name - in lower case */
  header(name: string): string | undefined;
}

/**
 * Refuses a request by throwing a `CSRFError`. If that depends on the form in its body, the check
 * returns the function that goes on when the fields are known.
 */
export type Check = (request: CheckedRequest) => ((fields: Fields) => void) | undefined;

/** Whether the application leaves a request alone. @throws {@link SessionOptionsError} for a promise, which is never false */
export function isExempt(
  exempt: ((request: never) => boolean) | undefined,
  { own }: CheckedRequest,
): boolean {
  if (exempt === undefined) return false;
  const answer: unknown = exempt(own as never);
  if (typeof answer === "boolean") return answer;
  throw new SessionOptionsError(
    `exempt expected true or false to be returned, got ${answer === null ? "null" : typeof answer}. It cannot wait.`,
  );
}
