import { JSONDecodeError } from "./errors.ts";
import { MAX_DEPTH } from "./limits.ts";

// Where JSON.parse would lose or refuse what json.loads reads: integers beyond 2^53 (16 digits are
// the first that can be), -0 (an int, so 0), NaN and the infinities. Matching inside a string only
// costs the fast path.
const NEEDS_PYTHON = /(?:^|[[:,])\s*(?:-?\d{16}|-0(?![.eE])|NaN|-?Infinity)/;

/**
 * Reads JSON text as Python's `json.loads` does: integers beyond 2^53 become bigints, `NaN` and
 * `Infinity` are accepted. An object's `__proto__` is data like any other key.
 *
 * @throws {@link JSONDecodeError} when Python would refuse the text, or nesting is deeper than 500.
 */
export function loads(text: string): unknown {
  if (mayNeedPython(text) && NEEDS_PYTHON.test(text)) return new Reader(text).document();
  checkDepth(text);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new JSONDecodeError("expected JSON text", { cause: error });
  }
}

/** The same wherever it stands, strings and names included: found many times as fast. */
function mayNeedPython(text: string): boolean {
  return (
    hasLongNumber(text) || text.includes("-0") || text.includes("NaN") || text.includes("Infinity")
  );
}

/** Whether 16 digits stand in a row. They cover one of each 16 places, so only that one is looked at. */
function hasLongNumber(text: string): boolean {
  for (let at = 15; at < text.length; at += 16) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let start = at;
    while (isDigit(text.charCodeAt(start - 1))) start--;
    let end = at + 1;
    while (isDigit(text.charCodeAt(end))) end++;
    if (end - start >= 16) return true;
  }
  return false;
}

const isDigit = (char: number): boolean => char >= 48 && char <= 57;

// JSON.parse itself takes any depth, but everything that walks the result recurses.
function checkDepth(text: string): void {
  if (text.length <= 2 * MAX_DEPTH || opens(text) <= MAX_DEPTH) return;
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (inString) {
      if (char === 92 /* \ */) i++;
      else if (char === 34 /* " */) inString = false;
    } else if (char === 34) inString = true;
    else if (char === 91 /* [ */ || char === 123 /* { */) {
      if (++depth > MAX_DEPTH) throw tooDeep();
    } else if (char === 93 || char === 125) depth--;
  }
}

/** Brackets and braces that open, in strings too: no text is nested deeper than this. */
function opens(text: string): number {
  let count = 0;
  for (const bracket of "[{")
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) count++;
  return count;
}

const tooDeep = (): JSONDecodeError =>
  new JSONDecodeError(`expected at most ${MAX_DEPTH} levels of nesting`);

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

/** The plain reader: slower than JSON.parse, and sees the text of each number. */
class Reader {
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
      throw new JSONDecodeError("expected a JSON string", { cause: error });
    }
  }

  #error(): JSONDecodeError {
    return new JSONDecodeError("expected JSON text");
  }
}

// CPython refuses integers of more than 4300 digits (sys.set_int_max_str_digits).
const MAX_DIGITS = 4300;

function integer(text: string): number | bigint {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  if (text.replace("-", "").length > MAX_DIGITS)
    throw new JSONDecodeError(`expected integers of at most ${MAX_DIGITS} digits`);
  return BigInt(text);
}

/** Sets an own member under any key: assigning to `__proto__` would set the prototype. */
export function setMember(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(object, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  else object[key] = value;
}
