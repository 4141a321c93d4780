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

/**
 * Text that is already HTML, so a template must not escape it: Python's `markupsafe.Markup`. Never
 * build one from user input.
 *
 * Anything with an `__html__()` method is stored as Markup, as in Flask. `toHTML()` is the
 * protocol of Handlebars for the same.
 *
 * Flask: `flask.json.tag.TagMarkup`.
 *
 * @example
 * ```ts
 * import { Markup } from "dewar";
 *
 * const message = new Markup("Saved. <a href='/undo'>Undo</a>");
 * `${message}`; // the HTML
 * ```
 */
export class Markup {
  readonly #html: string;

  /** @param html - the HTML, trusted as it is */
  constructor(html: string) {
    this.#html = html;
  }

  /** The HTML. */
  toString(): string {
    return this.#html;
  }

  /** The HTML: the protocol of Handlebars. */
  toHTML(): string {
    return this.#html;
  }

  /** The HTML: the protocol of MarkupSafe and Jinja. */
  __html__(): string {
    return this.#html;
  }

  /** The HTML, for JSON outside sessions. */
  toJSON(): string {
    return this.#html;
  }
}

/**
 * A Python `uuid.UUID`. It is written as 32 hex digits under Flask's tag, and read as a UUID on both
 * sides.
 *
 * Flask: `flask.json.tag.TagUUID`.
 *
 * @example
 * ```ts
 * import { UUID } from "dewar";
 *
 * const id = new UUID(crypto.randomUUID());
 * id.toString(); // with dashes
 * ```
 */
export class UUID {
  /** The 32 lower-case hex digits, without dashes. */
  readonly hex: string;

  /**
   * @param text - 32 hex digits in any case, with or without dashes, braces or `urn:uuid:`
   * @throws {@link TypeError} for any other text
   */
  constructor(text: string) {
    const hex = text.replace(/^urn:uuid:/, "").replace(/^\{|\}$|-/g, "");
    if (!/^[0-9a-fA-F]{32}$/.test(hex))
      throw new TypeError("UUID expected 32 hex digits, with or without dashes; got other text.");
    this.hex = hex.toLowerCase();
  }

  /** The usual text with dashes: `12345678-1234-5678-1234-567812345678`. */
  toString(): string {
    return this.hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  /** The text with dashes, for JSON outside sessions. */
  toJSON(): string {
    return this.toString();
  }

  /** Whether the other value is an equal UUID. */
  equals(other: unknown): boolean {
    return isUUID(other) && other.hex === this.hex;
  }
}

// Outside the class: esbuild renames a class that mentions itself, and `console.log` shows the name.
const isUUID = (value: unknown): value is UUID => value instanceof UUID;

// Not instanceof: under Jest, in `node:vm`, and from structuredClone() there, values come from another
// realm, which has its own classes of the same names.
const nameOf = (value: unknown): string => Object.prototype.toString.call(value);

/** Whether it is a `Uint8Array` or `Buffer`, of any realm. */
export const isBytes = (value: unknown): value is Uint8Array =>
  nameOf(value) === "[object Uint8Array]";

/** Whether it is a `Date`, of any realm. */
export const isDate = (value: unknown): value is Date => nameOf(value) === "[object Date]";
