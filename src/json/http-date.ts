// Flask writes werkzeug.http.http_date and reads with email.utils.parsedate_to_datetime. This reads a
// part of what the latter accepts: RFC 5322 dates with a numeric zone or GMT. It refuses anything odder
// instead of reading it differently from Python.
const DATE =
  /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|UTC|([+-])(\d{2})(\d{2}))$/;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/**
 * Reads an HTTP date. An impossible date (31 Feb) gives `null`, as in Flask. Text of another form gives
 * `undefined`.
 */
export function parseHttpDate(text: string): Date | null | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [day = 0, year = 0, hour = 0, minute = 0, second = 0] = [1, 3, 4, 5, 6].map((i) =>
    Number(match[i]),
  );
  const month = MONTHS.indexOf(match[2] as string);
  if (month < 0) return undefined;
  // Python reads any year below 100 as a two-digit year, however many digits are written.
  const fullYear = year >= 100 ? year : year > 68 ? year + 1900 : year + 2000;
  const date = new Date(Date.UTC(fullYear, month, day, hour, minute, second));
  const offsetMinutes = Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0);
  const exists = date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!exists || offsetMinutes >= 24 * 60) return null;
  return new Date(date.getTime() + offsetMinutes * (match[7] === "-" ? 60_000 : -60_000));
}

/** Writes an HTTP date to the second, as Flask does; `undefined` outside the years 1 to 9999. */
export function httpDate(date: Date): string | undefined {
  const year = date.getUTCFullYear();
  // toUTCString is RFC 9110's IMF-fixdate (ECMA-262 has it so since 2018) and drops milliseconds.
  return year >= 1 && year <= 9999 ? date.toUTCString() : undefined;
}
