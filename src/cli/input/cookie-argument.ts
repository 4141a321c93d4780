import { cookieValues, parseSetCookie } from "../../http/index.ts";
import { CommandError } from "../exit.ts";
import { quoted } from "../output.ts";
import { looksSigned } from "../token/parts.ts";

/** A cookie as somebody copied it from somewhere. */
export interface GivenCookie {
  /** Its name, where a header gave one. */
  readonly name?: string;
  readonly value: string;
}

const HEADER = /^\s*(?:[<>*]\s*)?(set-cookie|cookie):\s*(.*)$/i;
// A token's own `=` is padding, with nothing after it.
const PAIR = /^[\w!#$%&'*+.^`|~-]+=(?!=*$)/;

/**
 * Finds the cookie in what was pasted: a bare value, `name=value`, a `Cookie:` or `Set-Cookie:`
 * line, or a whole response of `curl -i`.
 *
 * @param text - what was pasted
 * @param name - the cookie's name. Default: `session`, else whichever looks signed.
 */
export function findCookie(text: string, name: string | undefined): GivenCookie {
  const lines = text.split(/\r?\n/);
  const pairs = lines.flatMap((line) => {
    const [, header = "", content = ""] = HEADER.exec(line) ?? [];
    return /^set-/i.test(header) ? setCookiePair(content) : header ? cookiePairs(content) : [];
  });
  const bare = text.trim();
  if (pairs.length === 0 && PAIR.test(bare)) pairs.push(...cookiePairs(bare));
  if (pairs.length === 0) return { value: bareValue(bare) };
  const wanted = pairs.find((pair) => pair.name === (name ?? "session"));
  const found = wanted ?? (name === undefined ? pairs.find(isSigned) : undefined);
  if (found) return { ...found, value: decoded(found.value) };
  const names = [...new Set(pairs.map((pair) => quoted(pair.name)))].join(", ");
  throw new CommandError(
    "ERR_COOKIE_NOT_FOUND",
    `Expected a cookie named ${quoted(name ?? "session")}, got ${names}.`,
    "Name the one you mean with --name.",
  );
}

type Pair = Required<GivenCookie>;

const isSigned = (pair: Pair): boolean => looksSigned(decoded(pair.value));

function setCookiePair(content: string): Pair[] {
  const { name, value = "" } = parseSetCookie(content);
  return name ? [{ name, value }] : [];
}

function cookiePairs(content: string): Pair[] {
  const names = content.split(";").map((pair) => pair.split("=")[0]?.trim() ?? "");
  return [...new Set(names)]
    .filter((name) => name !== "")
    .flatMap((name) => cookieValues(content, name, 16).map((value) => ({ name, value })));
}

/** Without the quotes and line breaks that copying brings along. */
function bareValue(text: string): string {
  const value = decoded(text.replace(/^(["'])(.*)\1$/s, "$2").replace(/\s+/g, ""));
  if (value !== "") return value;
  throw new CommandError(
    "ERR_EMPTY_COOKIE",
    "Expected a cookie, got nothing.",
    "Pass its value, or a Cookie: or Set-Cookie: line.",
  );
}

/** Percent signs are not Flask's: something on the way wrote them, as JavaScript does with `|`. */
function decoded(value: string): string {
  return value.replace(/%([0-7][0-9A-Fa-f])/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
