// Werkzeug's rules (http.parse_cookie, sansio.http): split at `;`, trim, the first `=` ends the name,
// a quoted value is unquoted. The `cookie` package keeps the first value of a name only, and decodes
// percent signs, which neither Flask nor dewar writes.

/**
 * The value of one cookie in a Cookie header.
 *
 * @param header - the header; several are joined by `"; "`
 * @param name - the cookie's name, in exactly this case
 * @param index - which one, if several have this name, in the order of the header. Default 0
 * @returns the value; `undefined` if there are fewer
 */
export function cookieValue(header: string, name: string, index = 0): string | undefined {
  let found = 0;
  for (let at = header.indexOf(name); at >= 0; at = header.indexOf(name, at + name.length)) {
    const equals = afterSpace(header, at + name.length);
    if (header.charCodeAt(equals) !== 61 || !startsPair(header, at)) continue;
    if (found === index) return unquote(header.slice(equals + 1, pairEnd(header, equals)).trim());
    found++;
  }
  return undefined;
}

/**
 * All values of one cookie in a Cookie header, in the order of the header.
 *
 * @param limit - how many to return at most
 */
export function cookieValues(header: string, name: string, limit: number): string[] {
  const values: string[] = [];
  while (values.length < limit) {
    const value = cookieValue(header, name, values.length);
    if (value === undefined) break;
    values.push(value);
  }
  return values;
}

/** The position of the first character from `at` on that is not white space. @internal */
export function afterSpace(header: string, at: number): number {
  let after = at;
  while (isSpace(header.charCodeAt(after))) after++;
  return after;
}

/** Whether only white space is between `at` and the semicolon (or the start) before it. */
function startsPair(header: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && isSpace(header.charCodeAt(before))) before--;
  return before < 0 || header.charCodeAt(before) === 59;
}

/** @internal */
export const isSpace = (char: number): boolean => char === 32 || (char >= 9 && char <= 13);

function pairEnd(header: string, at: number): number {
  const end = header.indexOf(";", at);
  return end < 0 ? header.length : end;
}

// No browser keeps a cookie of this length, and unquoting costs more than reading.
const MAX_QUOTED = 16_384;

/** The value without quotes and escapes, as Werkzeug reads it. @internal */
export function unquote(value: string): string {
  if (!value.startsWith('"') || !value.endsWith('"')) return value;
  if (value.length > MAX_QUOTED || value.length < 2) return value;
  return value
    .slice(1, -1)
    .replace(/\\(?:([0-3][0-7]{2})|(.))/g, (_, octal: string | undefined, char: string) =>
      octal === undefined ? char : String.fromCharCode(Number.parseInt(octal, 8)),
    );
}
