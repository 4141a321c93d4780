import { setCookieLine } from "../../http/index.ts";
import { errorKind } from "../index.ts";
import type { NodeHeaders } from "./headers.ts";
import type { Failure, Saved } from "./saved.ts";

/** The sessions of one response, which are saved together. */
export abstract class SavedSessions {
  readonly #sessions: Saved[];
  /** The kind of the first failure. After it, only one more response is tried. */
  #failedWith: unknown = undefined;

  constructor(first: Saved) {
    this.#sessions = [first];
  }

  protected add(session: Saved): void {
    this.#sessions.push(session);
  }

  /** Whether a save has failed. */
  protected get hasFailed(): boolean {
    return this.#failedWith !== undefined;
  }

  /** Brings the changes to where they are kept. The promise is never rejected; the save fails then. */
  protected persist(): Promise<unknown> | undefined {
    const waiting = this.#sessions.map((session) => session.persist());
    return waiting.some((each) => each !== undefined) ? Promise.all(waiting) : undefined;
  }

  /** Saves all sessions. A failed one does not keep the others from being saved. */
  protected save(headers: NodeHeaders): Failure | undefined {
    const sessions = this.#sessions;
    const isFirst = !this.hasFailed;
    let failure: Failure | undefined;
    for (let index = sessions.length - 1; index >= 0; index--) {
      const session = sessions[index] as Saved;
      try {
        session.save(headers);
      } catch (error) {
        failure ??= { error, answerError: session.answerError, isFirst };
        this.noteFailure(error, session);
      }
    }
    if (failure !== undefined && isFirst) this.reopen();
    return failure;
  }

  /** Tells the application about an error, once for each kind. */
  protected noteFailure(error: unknown, session: Saved): void {
    const kind = errorKind(error);
    if (kind !== this.#failedWith) session.report(error);
    this.#failedWith ??= kind;
  }

  /** Tells the application about an error that no session has caused. */
  protected report(error: unknown): void {
    this.#sessions[0]?.report(error);
  }

  /** Like {@link reopen}; returns the Set-Cookie lines that were already written. */
  takeCookies(): string[] {
    const lines = this.#sessions.flatMap(({ cookies }) => cookies.map(setCookieLine));
    this.reopen();
    return lines;
  }

  /** Lets the sessions be saved with the next response, because this one is discarded. */
  protected reopen(): void {
    for (const session of this.#sessions) session.reopen();
  }
}
