// Not exported from index.ts: sessions look for one name, and only the tools need all cookies.
import { afterSpace, isSpace, unquote } from "./cookie-header.ts";

/**
 * All cookies of a Cookie header, in their order, read by the same rules as {@link cookieValues}. It
 * takes one pass, so the time depends on the length of the header and not on the number of names.
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
  // Not a regular expression: to find white space at the end, it would take quadratic time.
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}
