import { JSONDecodeError } from "./errors.ts";
import { setMember } from "./members.ts";

/**
 * The levels of nesting that are read. CPython 3.11 reads about 500 and fails above. The limit also
 * keeps recursion here from overflowing the stack.
 */
export const MAX_DEPTH = 500;

/** The most digits of an integer that CPython reads and writes (`sys.set_int_max_str_digits`). */
export const MAX_DIGITS = 4300;

const TOKEN =
  /[ \t\n\r]*(?:([{}[\],:])|(-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)|("[^"\\]*(?:\\.[^"\\]*)*")|(true|false|null|NaN|-?Infinity))/y;

const CONSTANTS: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  null: null,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};

/** The plain reader. It is slower than JSON.parse, but sees the text of each number. */
export class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): unknown {
    const value = this.#value(this.#next());
    if (/[^ \t\n\r]/.test(this.#text.slice(this.#at))) throw this.#error();
    return value;
  }

  #next(): RegExpExecArray {
    TOKEN.lastIndex = this.#at;
    const token = TOKEN.exec(this.#text);
    if (token === null) throw this.#error();
    this.#at = TOKEN.lastIndex;
    return token;
  }

  #value(token: RegExpExecArray): unknown {
    const [, punctuation, number, fraction, exponent, string, constant] = token;
    if (string !== undefined) return this.#string(string);
    if (number !== undefined) return fraction || exponent ? Number(number) : integer(number);
    if (constant !== undefined) return CONSTANTS[constant];
    if (punctuation === "[") return this.#nested(() => this.#array());
    if (punctuation === "{") return this.#nested(() => this.#object());
    throw this.#error();
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) throw tooDeep();
    const value = read();
    this.#depth--;
    return value;
  }

  #array(): unknown[] {
    const items: unknown[] = [];
    let token = this.#next();
    if (token[1] === "]") return items;
    for (;;) {
      items.push(this.#value(token));
      const after = this.#next()[1];
      if (after === "]") return items;
      if (after !== ",") throw this.#error();
      token = this.#next();
    }
  }

  #object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    let token = this.#next();
    if (token[1] === "}") return object;
    for (;;) {
      if (token[5] === undefined || this.#next()[1] !== ":") throw this.#error();
      setMember(object, this.#string(token[5]), this.#value(this.#next()));
      const after = this.#next()[1];
      if (after === "}") return object;
      if (after !== ",") throw this.#error();
      token = this.#next();
    }
  }

  #string(text: string): string {
    try {
      return JSON.parse(text) as string;
    } catch (error) {
      throw new JSONDecodeError("expected a JSON string", error);
    }
  }

  #error(): JSONDecodeError {
    return new JSONDecodeError("expected JSON text");
  }
}

function integer(text: string): number | bigint {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  if (text.replace("-", "").length > MAX_DIGITS)
    throw new JSONDecodeError(`expected integers of at most ${MAX_DIGITS} digits`);
  return BigInt(text);
}

export const tooDeep = (): JSONDecodeError =>
  new JSONDecodeError(`expected at most ${MAX_DEPTH} levels of nesting`);
