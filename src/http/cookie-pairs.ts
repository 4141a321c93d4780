// Not behind the door of this folder: sessions look for one name, only the tools want all of them.
import { afterSpace, isSpace, unquote } from "./cookie-header.ts";

/**
 * All cookies of a Cookie header, in their order, read as {@link cookieValues} reads those of one
 * name. One pass, so that the time grows with the length of the header, however many names it has.
 */
export function cookiePairs(header: string): { name: string; value: string }[] {
  const pairs: { name: string; value: string }[] = [];
  for (const pair of header.split(";")) {
    const equals = pair.indexOf("=");
    const name = equals < 0 ? "" : withoutSpace(pair.slice(0, equals));
    if (name !== "") pairs.push({ name, value: unquote(pair.slice(equals + 1).trim()) });
  }
  return pairs;
}

function withoutSpace(text: string): string {
  const start = afterSpace(text, 0);
  let end = text.length;
  // Not a regular expression: looking for white space at the end takes quadratic time.
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}
