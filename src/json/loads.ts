import { JSONDecodeError } from "./errors.ts";
import { MAX_DEPTH, Reader, tooDeep } from "./reader.ts";

// JSON.parse loses or refuses some numbers that json.loads reads: integers beyond 2^53 (they have at
// least 16 digits), -0 (an int, so 0), NaN and the infinities. A match inside a string does no harm: the
// text is only read more slowly.
const EXCEEDS_JSON_PARSE = /(?:^|[[:,])\s*(?:-?\d{16}|-0(?![.eE])|NaN|-?Infinity)/;

/**
 * Reads JSON text as Python's `json.loads` does: integers beyond 2^53 become bigints, `NaN` and
 * `Infinity` are accepted. An object's `__proto__` is data like any other key.
 *
 * @throws {@link JSONDecodeError} if Python would refuse the text, or nesting is deeper than 500.
 */
export function loads(text: string): unknown {
  if (EXCEEDS_JSON_PARSE.test(text)) return new Reader(text).document();
  checkDepth(text);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new JSONDecodeError("expected JSON text", error);
  }
}

// JSON.parse accepts any depth, but code that walks the result recurses.
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

/** The number of opening brackets and braces, those in strings included. The text is not nested deeper than this. */
function opens(text: string): number {
  let count = 0;
  for (const bracket of "[{")
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) count++;
  return count;
}
