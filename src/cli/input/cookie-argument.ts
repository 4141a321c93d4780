import { bareValue, cookiesIn, type GivenCookie, looksSigned } from "../../token/index.ts";
import { CommandError } from "../exit.ts";
import { quoted } from "../output.ts";

/**
 * Finds the cookie in a pasted text: a bare value, `name=value`, a `Cookie:` or `Set-Cookie:`
 * line, or a whole response of `curl -i`.
 *
 * @param text - the pasted text
 * @param name - the cookie's name. Default: `session`, or else one that looks signed.
 */
export function findCookie(text: string, name: string | undefined): GivenCookie {
  const pairs = cookiesIn(text);
  if (pairs.length === 0) return { value: nonEmpty(bareValue(text)) };
  const wanted = pairs.find((pair) => pair.name === (name ?? "session"));
  const found =
    wanted ?? (name === undefined ? pairs.find(({ value }) => looksSigned(value)) : undefined);
  if (found) return found;
  throw new CommandError(
    "ERR_COOKIE_NOT_FOUND",
    `Expected a cookie named ${quoted(name ?? "session")}, got ${namesOf(pairs)}.`,
    "Name the cookie you mean with --name.",
  );
}

const MAX_NAMES = 10;

/** The names of the cookies: enough of them to find a typing mistake, but not a full screen. */
function namesOf(pairs: readonly GivenCookie[]): string {
  const names = [...new Set(pairs.map((pair) => quoted(pair.name ?? "")))];
  const more = names.length - MAX_NAMES;
  return `${names.slice(0, MAX_NAMES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function nonEmpty(value: string): string {
  if (value !== "") return value;
  throw new CommandError(
    "ERR_EMPTY_COOKIE",
    "Expected a cookie, got nothing.",
    "Pass its value, or a Cookie: or Set-Cookie: line.",
  );
}
