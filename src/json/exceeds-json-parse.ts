// JSON.parse loses or refuses some numbers that json.loads reads: integers beyond 2^53 (they have at
// least 16 digits), -0 (an int, so 0), NaN and the infinities. A match inside a string does no harm: the
// text is only read more slowly.
const EXCEEDS_JSON_PARSE = /(?:^|[[:,])\s*(?:-?\d{16}|-0(?![.eE])|NaN|-?Infinity)/;

/** Whether JSON.parse could read the text differently from Python's `json.loads`. */
export const exceedsJSONParse = (text: string): boolean =>
  mayExceedJSONParse(text) && EXCEEDS_JSON_PARSE.test(text);

/**
 * A cheap necessary condition. It also matches inside strings, but saves the regular expression for
 * most payloads.
 */
function mayExceedJSONParse(text: string): boolean {
  return (
    hasLongNumber(text) || text.includes("-0") || text.includes("NaN") || text.includes("Infinity")
  );
}

/** Whether there are 16 digits in a row. Such a row covers every sixteenth position, so only those are checked. */
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
