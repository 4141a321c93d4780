/** A message; its category is text, unless another application left something else. */
export type Flashed = readonly [category: string, message: unknown];

/**
 * What was done to a session since it was opened. A store that merges changes takes them, so that two
 * requests of one visitor which write different keys both win. A cookie is written whole.
 *
 * Flask has no such thing.
 */
export interface SessionChanges {
  /** Whether all that was there before is gone, by `clear()`, `destroy()` or `regenerate()`. */
  readonly cleared: boolean;
  /** What was assigned, or changed inside, by its key. Without messages: they are in `flashed`. */
  readonly set: ReadonlyMap<string, unknown>;
  /** The keys that were deleted, and not assigned again. Empty when `cleared`: nothing else is left. */
  readonly deleted: readonly string[];
  /** The messages that were left for the next page, in their order. */
  readonly flashed: readonly Flashed[];
  /** The messages of earlier requests that were taken out, because a page showed them. */
  readonly consumed: readonly Flashed[];
}
