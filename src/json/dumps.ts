import { JSONEncodeError } from "./errors.ts";
import { memberNames } from "./members.ts";
import { floatRepr, quote, sortByCodePoint } from "./python-text.ts";
import { MAX_DIGITS } from "./reader.ts";

/**
 * The levels of nesting that are written, tags included. It is lower, because Flask on CPython 3.11
 * cannot save all data that it can read: it saves about 325 levels, less those that the request's own
 * stack needs.
 */
const MAX_WRITE_DEPTH = 250;

/** How {@link dumps} writes; the names are those of Python's `json.dumps`. */
export interface DumpsOptions {
  /** Sort the keys of every object by code point. Default `false`. */
  sortKeys?: boolean;
  /** Escape everything outside printable ASCII. Default `true`. */
  ensureAscii?: boolean;
  /** Item and key separators. Default `[", ", ": "]`. */
  separators?: readonly [string, string];
  /**
   * Called first for each value. If it returns a {@link Tagged}, that is written instead. It turns values
   * of types that JSON lacks into JSON.
   */
  tag?: (value: unknown) => Tagged | undefined;
  /** The name of the value in error messages. Default `"value"`. */
  label?: string;
}

// Own members, so that a lookup never reaches `Object.prototype`.
const DEFAULTS: { [Name in keyof DumpsOptions]-?: DumpsOptions[Name] | undefined } = {
  sortKeys: false,
  ensureAscii: true,
  separators: [", ", ": "],
  tag: undefined,
  label: "value",
};

/** A value with its tag. It is written as an object with one key, the tag. */
export class Tagged {
  readonly key: string;
  readonly value: unknown;
  constructor(key: string, value: unknown) {
    this.key = key;
    this.value = value;
  }
}

/**
 * Writes a value as Python's `json.dumps` does, to the byte: escapes, number text, separators.
 *
 * A member whose value is `undefined` is left out, as `JSON.stringify` does.
 *
 * @throws {@link JSONEncodeError} for a value that JSON cannot represent, with the path to it.
 */
export function dumps(value: unknown, options: DumpsOptions = {}): string {
  return new Writer({ ...DEFAULTS, ...options } as typeof DEFAULTS).write(value);
}

class Writer {
  readonly #sortKeys: boolean;
  readonly #ascii: boolean;
  readonly #comma: string;
  readonly #colon: string;
  readonly #tag: ((value: unknown) => Tagged | undefined) | undefined;
  /** The containers around the value being written, and its position in them: for cycles and errors. */
  readonly #ancestors: object[] = [];
  readonly #path: (string | number)[] = [];
  readonly #label: string;

  constructor(options: typeof DEFAULTS) {
    this.#sortKeys = options.sortKeys ?? false;
    this.#ascii = options.ensureAscii ?? true;
    [this.#comma, this.#colon] = options.separators ?? [", ", ": "];
    this.#tag = options.tag;
    this.#label = options.label ?? "value";
  }

  write(value: unknown): string {
    const tagged = this.#tagged(value);
    if (tagged !== undefined) {
      const text = this.#enter(tagged, () => this.write(tagged.value));
      return `{${quote(tagged.key, this.#ascii)}${this.#colon}${text}}`;
    }
    switch (typeof value) {
      case "string":
        return quote(value, this.#ascii);
      case "number":
        // Python has ints and floats. A whole number is written as an int, as in JavaScript's own JSON.
        return Number.isSafeInteger(value) && !Object.is(value, -0) ? `${value}` : floatRepr(value);
      case "boolean":
        return value ? "true" : "false";
      case "bigint":
        return this.#integer(value);
      case "object":
        if (value === null) return "null";
        return this.#enter(value, () => this.#container(value));
      default:
        return this.#refuse(`expected JSON data, got ${typeof value}`);
    }
  }

  #tagged(value: unknown): Tagged | undefined {
    try {
      return this.#tag?.(value);
    } catch (error) {
      return this.#refuse(error instanceof Error ? error.message : "its tag threw", error);
    }
  }

  #integer(value: bigint): string {
    const text = `${value}`;
    if (text.length - (value < 0n ? 1 : 0) > MAX_DIGITS)
      this.#refuse(`expected an integer of at most ${MAX_DIGITS} digits, got a longer one`);
    return text;
  }

  #container(value: object): string {
    if (Array.isArray(value)) return this.#array(value);
    if (!isPlainObject(value)) this.#refuse(`expected a plain object, got ${describe(value)}`);
    const members: string[] = [];
    const keys = memberNames(value);
    for (const key of this.#sortKeys ? sortByCodePoint(keys) : keys) {
      const member = (value as Record<string, unknown>)[key];
      members.push(quote(key, this.#ascii) + this.#colon + this.#member(key, member));
    }
    return `{${members.join(this.#comma)}}`;
  }

  #array(array: readonly unknown[]): string {
    const items: string[] = [];
    for (let i = 0; i < array.length; i++) items.push(this.#member(i, array[i]));
    // JSON cannot represent `errors.username = ...` on an array. Names come after the positions.
    const name = Object.keys(array)[array.length];
    if (name !== undefined) {
      this.#path.push(name);
      this.#refuse("JSON has no named members of an array; use a plain object");
    }
    return `[${items.join(this.#comma)}]`;
  }

  #member(key: string | number, value: unknown): string {
    this.#path.push(key);
    const text = this.write(value);
    this.#path.pop();
    return text;
  }

  #enter(container: object, write: () => string): string {
    if (this.#ancestors.includes(container)) this.#refuse("refers back to an object around it");
    if (this.#ancestors.length >= MAX_WRITE_DEPTH)
      this.#refuse(`nested deeper than ${MAX_WRITE_DEPTH} levels`);
    this.#ancestors.push(container);
    const text = write();
    this.#ancestors.pop();
    return text;
  }

  #refuse(problem: string, cause?: unknown): never {
    throw new JSONEncodeError(
      `${this.#label}${pathText(this.#path)}: ${problem}. Store plain data: null, booleans, ` +
        "numbers, bigints, strings, arrays and plain objects, or types that the serializer has a tag for.",
      cause === undefined ? {} : { cause },
    );
  }
}

/** An object literal, from any realm, or one without a prototype. */
export function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: object): string {
  const type: unknown = value.constructor;
  return typeof type === "function" && type.name ? type.name : "an object";
}

function pathText(path: readonly (string | number)[]): string {
  return path
    .map((part) => {
      if (typeof part === "number") return `[${part}]`;
      return /^[A-Za-z_$][\w$]*$/.test(part) ? `.${part}` : `[${quote(part, true)}]`;
    })
    .join("");
}
