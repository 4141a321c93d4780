import type { SetCookie } from "../../http/index.ts";
import type { NodeHeaders } from "./headers.ts";

/** A session that is saved just before a response's head leaves. */
export interface Saved {
  /** Whether {@link persist} may return a promise. */
  readonly mayWait: boolean;
  /** Brings the changes to where they are kept, once. The promise is never rejected: {@link save} throws then. */
  persist(): Promise<void> | undefined;
  /** Saves into the response's headers. May throw. */
  save(headers: NodeHeaders): void;
  /** The cookies of the last save. */
  readonly cookies: readonly SetCookie[];
  /** Lets it be saved with the next response, because the response of the last save is discarded. */
  reopen(): void;
  /** Tells the application about an error. */
  report(error: unknown): void;
  /** Lets the error page of the framework or the application answer, if there is one. */
  readonly answerError: ((error: unknown) => void) | undefined;
}

/** The error of a failed save, and the function that may answer instead. */
export interface Failure {
  readonly error: unknown;
  readonly answerError: ((error: unknown) => void) | undefined;
  /** Whether no save of this response has failed before. */
  readonly isFirst: boolean;
}
