/** Runs what belongs to the same key one after the other, and what belongs to different keys at once. */
export class Queues {
  readonly #last = new Map<string, Promise<void>>();

  /** Waits for what is before it, whether that fails or not. */
  async run<Result>(key: string, action: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(key);
    const running = before === undefined ? action() : before.then(action);
    const ended = running.then(
      () => {},
      () => {},
    );
    this.#last.set(key, ended);
    try {
      return await running;
    } finally {
      // Nobody has come after it: no queue is left behind.
      if (this.#last.get(key) === ended) this.#last.delete(key);
    }
  }
}
