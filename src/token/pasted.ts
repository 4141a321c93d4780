import { parseSetCookie } from "cookie";
import { cookiePairs } from "../http/cookie-pairs.ts";

/** A cookie from a copied text. */
export interface GivenCookie {
  /** Its name, if the text had one. */
  readonly name?: string;
  readonly value: string;
}

type Pair = Required<GivenCookie>;

// With the flag s the rest of the line always matches, so the engine never backtracks.
const HEADER = /^\s*(?:[<>*]\s*)?(set-cookie|cookie):\s*(.*)$/is;
// An `=` in a token is padding, with nothing after it.
const PAIR = /^[\w!#$%&'*+.^`|~-]+=(?!=*$)/;

/**
 * The named cookies in a pasted text: `name=value`, a `Cookie:` or `Set-Cookie:` line, or a whole
 * response of `curl -i`. A bare value has none.
 */
export function cookiesIn(text: string): Pair[] {
  const pairs = text.split(/\r?\n/).flatMap((line) => {
    const [, header = "", content = ""] = HEADER.exec(line) ?? [];
    return /^set-/i.test(header) ? setCookiePair(content) : header ? cookiePairs(content) : [];
  });
  const bare = text.trim();
  if (pairs.length === 0 && PAIR.test(bare)) pairs.push(...cookiePairs(bare));
  return pairs.map(({ name, value }) => ({ name, value: decoded(value) }));
}

function setCookiePair(content: string): Pair[] {
  const { name, value = "" } = parseSetCookie(content);
  return name ? [{ name, value }] : [];
}

/** A bare value without the quotes and line breaks that were copied with it. */
export const bareValue = (text: string): string =>
  decoded(
    text
      .trim()
      .replace(/^(["'])(.*)\1$/s, "$2")
      .replace(/\s+/g, ""),
  );

/** Decodes percent signs. Flask does not write them; JavaScript does, for example for `|`. */
function decoded(value: string): string {
  return value.replace(/%([0-7][0-9A-Fa-f])/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
