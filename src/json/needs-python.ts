// Where JSON.parse would lose or refuse what json.loads reads: integers beyond 2^53 (16 digits are
// the first that can be), -0 (an int, so 0), NaN and the infinities. Matching inside a string only
// costs the fast path.
const NEEDS_PYTHON = /(?:^|[[:,])\s*(?:-?\d{16}|-0(?![.eE])|NaN|-?Infinity)/;

/** Whether JSON.parse would read the text otherwise than Python's `json.loads`. */
export const needsPython = (text: string): boolean =>
  mayNeedPython(text) && NEEDS_PYTHON.test(text);

/**
 * Cheap necessary condition: also matches inside strings, but skips the regex for most
 * payloads.
 */
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
