// Werkzeug's rules (http.parse_cookie, sansio.http): split at `;`, trim, the first `=` ends the name,
// a quoted value is unquoted. The `cookie` package keeps the first value of a name only, and decodes
// percent signs, which neither Flask nor dewar writes.

/**
 * All values of one cookie in a Cookie header, in the order they stand there.
 *
 * @param header - the header; several are joined by `"; "`
 * @param name - the cookie's name, in exactly this case
 * @param limit - how many to take at most
 */
export function cookieValues(header: string, name: string, limit: number): string[] {
  const values: string[] = [];
  let at = header.indexOf(name);
  while (at >= 0 && values.length < limit) {
    if (startsPair(header, at)) {
      const pair = header.slice(at + name.length, pairEnd(header, at)).trimStart();
      if (pair.startsWith("=")) values.push(unquote(pair.slice(1).trim()));
    }
    at = header.indexOf(name, at + name.length);
  }
  return values;
}

/** Whether nothing but white space stands between `at` and the semicolon, or the start, before it. */
function startsPair(header: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && isSpace(header.charCodeAt(before))) before--;
  return before < 0 || header[before] === ";";
}

const isSpace = (char: number): boolean => char === 32 || (char >= 9 && char <= 13);

function pairEnd(header: string, at: number): number {
  const end = header.indexOf(";", at);
  return end < 0 ? header.length : end;
}

// No browser keeps a cookie this long, and unquoting costs more than reading.
const MAX_QUOTED = 16_384;

function unquote(value: string): string {
  if (
    value.length > MAX_QUOTED ||
    value.length < 2 ||
    !value.startsWith('"') ||
    !value.endsWith('"')
  )
    return value;
  return value
    .slice(1, -1)
    .replace(/\\(?:([0-3][0-7]{2})|(.))/g, (_, octal: string | undefined, char: string) =>
      octal === undefined ? char : String.fromCharCode(Number.parseInt(octal, 8)),
    );
}
