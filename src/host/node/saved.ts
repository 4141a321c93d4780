import type { SetCookie } from "../../http/index.ts";
import type { NodeHeaders } from "./headers.ts";

/** What is saved just before a response's head leaves. */
export interface Saved {
  /** Saves into the response's headers. May throw. */
  save(headers: NodeHeaders): void;
  /** The cookies that it has been saved into. */
  readonly cookies: readonly SetCookie[];
  /** Has the next answer saved as well: the one that it was saved into is thrown away. */
  reopen(): void;
  /** Tells the application what was thrown. */
  report(error: unknown): void;
  /** Lets an error page of the framework or the application answer, where there is one. */
  readonly answerError: ((error: unknown) => void) | undefined;
}

/** What kept a session from being saved, and who may answer instead. */
export interface Failure {
  readonly error: unknown;
  readonly answerError: ((error: unknown) => void) | undefined;
}
