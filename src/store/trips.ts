import type {
  Changed,
  ChangeOptions,
  CreateOptions,
  EndOptions,
  Fields,
  ListedSession,
  Missing,
  SessionChange,
  StoredSession,
  StoreMethods,
} from "./contract.ts";
import { type Operation, SessionStoreError } from "./errors.ts";

/** A stored session, and when its answer came, by this process's own steady clock. */
export type ReadSession = StoredSession & { readonly answeredAt: number };

/** When a session was read, by the clocks of the store and of this process. */
export type ReadTime = Pick<ReadSession, "time" | "answeredAt">;

/** Asks a store, and waits no longer than the limit. */
export class Trips {
  readonly store: StoreMethods;
  readonly #limitMs: number;

  constructor(store: StoreMethods, limitMs: number) {
    this.store = store;
    this.#limitMs = limitMs;
  }

  async read(
    key: string,
    extendMs: number | undefined,
    signal?: AbortSignal,
  ): Promise<ReadSession | Missing> {
    const read = await this.#trip("read", signal, true, (signal) =>
      this.store.read(key, { extendMs, signal }),
    );
    return typeof read === "string" ? read : { ...read, answeredAt: performance.now() };
  }

  create(key: string, fields: Fields, options: CreateOptions): Promise<boolean> {
    return this.#trip("create", options.signal, false, (signal) =>
      this.store.create(key, fields, { ...options, signal }),
    );
  }

  /** @param read - when the session was read, so that the change is not made after it was given up */
  change(
    key: string,
    change: SessionChange,
    options: Omit<ChangeOptions, "before">,
    read: ReadTime | undefined,
  ): Promise<Changed> {
    const givenUpAt = performance.now() + this.#limitMs;
    const before = read && Math.floor(read.time + givenUpAt - read.answeredAt);
    // What a change expects is no longer there after its own first try.
    const mayRepeat = change.expect === undefined;
    return this.#trip("change", options.signal, mayRepeat, (signal) =>
      this.store.change(key, change, { ...options, before, signal }),
    );
  }

  end(key: string, options: EndOptions): Promise<void> {
    return this.#trip("end", options.signal, true, (signal) =>
      this.store.end(key, { ...options, signal }),
    );
  }

  list(owner: string): Promise<readonly ListedSession[]> {
    return this.#trip("list", undefined, true, async (signal) => {
      if (this.store.list === undefined)
        throw new TypeError(`The session store "${this.store.name}" cannot list sessions.`);
      return this.store.list(owner, { signal });
    });
  }

  async #trip<Answer>(
    operation: Operation,
    outer: AbortSignal | undefined,
    mayRepeat: boolean,
    ask: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    const controller = new AbortController();
    const limit = AbortSignal.any([controller.signal, ...(outer ? [outer] : [])]);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const error = this.#error(
          operation,
          `did not answer within ${this.#limitMs / 1000} seconds`,
        );
        reject(error);
        controller.abort(error);
      }, this.#limitMs);
    });
    const once = async (): Promise<Answer> => ask(limit);
    const twice = (error: unknown): Promise<Answer> => {
      if (!mayRepeat || limit.aborted) throw error;
      return once();
    };
    try {
      return await Promise.race([once().catch(twice), late]);
    } catch (error) {
      throw error instanceof SessionStoreError ? error : this.#error(operation, "failed", error);
    } finally {
      clearTimeout(timer);
    }
  }

  #error(operation: Operation, problem: string, cause?: unknown): SessionStoreError {
    return new SessionStoreError(this.store.name, operation, problem, cause);
  }
}
