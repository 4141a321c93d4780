import type { SetCookie } from "cookie";
import { quoted } from "../output.ts";
import { checkReach, type Place } from "./cookie-reach.ts";
import { type Finding, finding, type RuleId } from "./rules.ts";

/** The input of {@link checkFlags}. */
export const FLAG_RULES: readonly RuleId[] = [
  "cookie-secure",
  "cookie-httponly",
  "cookie-samesite",
  "cookie-prefix",
  "cookie-domain",
  "cookie-path",
  "cookie-partitioned",
  "cookie-lifetime",
];

/** The attributes of the cookie, one after the other (RFC 6265bis). */
export function checkFlags(cookie: SetCookie, place: Place): Finding[] {
  const found = [
    secure(cookie, place),
    httpOnly(cookie),
    sameSite(cookie),
    prefix(cookie, place),
    partitioned(cookie),
    ...checkReach(cookie, place),
  ];
  return found.filter((each) => each !== undefined);
}

function secure({ secure }: SetCookie, { https, loopback }: Place): Finding | undefined {
  if (secure) return undefined;
  const fix =
    'Set SESSION_COOKIE_SECURE = True in Flask; in dewar leave cookie.secure at "auto" and tell the framework of the proxy (trust proxy), or set it to true.';
  if (https)
    return finding("cookie-secure", "error", "The cookie of an https page has no Secure.", fix);
  const level = loopback ? "note" : "error";
  return finding(
    "cookie-secure",
    level,
    "The cookie has no Secure, and the page came over http.",
    fix,
  );
}

function httpOnly({ httpOnly }: SetCookie): Finding | undefined {
  if (httpOnly) return undefined;
  return finding(
    "cookie-httponly",
    "error",
    "The cookie has no HttpOnly.",
    "Leave SESSION_COOKIE_HTTPONLY (cookie.httpOnly) at its default, true.",
  );
}

function sameSite({ sameSite, secure }: SetCookie): Finding | undefined {
  const value = String(sameSite ?? "").toLowerCase();
  if (value === "lax" || value === "strict") return undefined;
  const fix = 'Set SESSION_COOKIE_SAMESITE = "Lax" (cookie.sameSite: "Lax", dewar\'s default).';
  if (value !== "none")
    return finding("cookie-samesite", "warning", "The cookie has no SameSite.", fix);
  if (!secure)
    return finding(
      "cookie-samesite",
      "error",
      "SameSite=None without Secure: browsers drop the cookie.",
      fix,
    );
  return finding(
    "cookie-samesite",
    "warning",
    "SameSite=None: requests from every other site carry the session.",
    `${fix} If other sites embed this one, keep None, add Partitioned and check CSRF tokens.`,
  );
}

function prefix(cookie: SetCookie, { https }: Place): Finding | undefined {
  const { name, secure, domain, path } = cookie;
  const fitsHost = secure === true && !domain && path === "/";
  // Browsers ignore case in prefixes (RFC 6265bis section 5.7).
  const [prefix] = /^__(?:host|secure)-/i.exec(name) ?? [];
  const isHost = prefix?.toLowerCase() === "__host-";
  if (prefix !== undefined && !(isHost ? fitsHost : secure))
    return finding(
      "cookie-prefix",
      "error",
      `${quoted(name)} lacks what its prefix promises: browsers drop the cookie.`,
      "Set Secure; for __Host- also Path=/ and no Domain.",
    );
  if (isHost || !https || !fitsHost) return undefined;
  const better = `__Host-${name.slice(prefix?.length ?? 0)}`;
  return finding(
    "cookie-prefix",
    "note",
    `${quoted(name)} could be ${quoted(better)}.`,
    `Set SESSION_COOKIE_NAME = ${quoted(better)} (cookie.name). Everyone logs in again.`,
  );
}

function partitioned({ partitioned, secure }: SetCookie): Finding | undefined {
  if (!partitioned || secure) return undefined;
  return finding(
    "cookie-partitioned",
    "error",
    "Partitioned without Secure: browsers drop the cookie.",
    "Set SESSION_COOKIE_SECURE = True (cookie.secure: true).",
  );
}
