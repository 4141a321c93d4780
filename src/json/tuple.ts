/**
 * A Python tuple: a frozen array. Sessions written by Flask hold tuples (each flash message is one). A
 * tuple is written back as a tuple.
 *
 * `map`, `filter`, `slice` and the like give plain arrays.
 *
 * Flask: `flask.json.tag.TagTuple`.
 *
 * @example
 * ```ts
 * import { Tuple } from "dewar";
 *
 * const position = Tuple.of(52.5, 13.4); // new Tuple([52.5, 13.4]) is the same
 * ```
 */
export class Tuple<T = unknown> extends Array<T> {
  /** @param items - what the tuple holds, in order */
  constructor(items: Iterable<T> = []) {
    super();
    for (const item of items) super.push(item);
    Object.freeze(this);
  }

  /** A tuple of the arguments. */
  static override of<T extends unknown[]>(...items: T): Tuple<T[number]> {
    return tupleOf(items);
  }

  /** A tuple of the items of an iterable, mapped if there is a `map`. */
  static override from<T, U = T>(
    items: Iterable<T> | ArrayLike<T>,
    map: (item: T, index: number) => U = (item) => item as unknown as U,
  ): Tuple<U> {
    return tupleOf(Array.from(items, map));
  }

  // map, filter and slice fill their result after its constructor has run, and a tuple is frozen by then.
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

// Outside the class: esbuild renames a class that mentions itself, and `console.log` shows the name.
const tupleOf = <T>(items: Iterable<T>): Tuple<T> => new Tuple(items);
