/** What is needed of a response's headers: web `Headers`, or anything shaped like it. */
export interface HeadersLike {
  /** The value, several of them joined by `", "`; `null` when there is none. */
  get(name: string): string | null;
  /** Sets the one value. */
  set(name: string, value: string): void;
  /** Adds a value beside those there are. */
  append(name: string, value: string): void;
}

function members(value: string): string[] {
  return value
    .split(",")
    .map((member) => member.trim())
    .filter((member) => member !== "");
}

/**
 * Makes caches keep one copy a cookie (RFC 9110 section 12.5.5), beside what is in `Vary` already.
 *
 * Flask: `response.vary.add("Cookie")`, which loses all but the first of several Vary headers.
 */
export function addVaryCookie(headers: HeadersLike): void {
  const value = headers.get("vary");
  if (!value) {
    headers.set("vary", "Cookie");
    return;
  }
  const vary = members(value);
  if (vary.some((member) => member === "*" || member.toLowerCase() === "cookie")) return;
  headers.set("vary", [...vary, "Cookie"].join(", "));
}

// What says already who may keep the response. An application that says `public` has decided.
const SAYS_WHO = /^(?:private|no-store|public|s-maxage)\b/i;

/** Keeps shared caches from storing a response that sets a cookie, unless the application said who may. */
export function addCacheControlPrivate(headers: HeadersLike): void {
  const value = headers.get("cache-control");
  if (!value) {
    headers.set("cache-control", "private");
    return;
  }
  const directives = members(value);
  if (directives.some((directive) => SAYS_WHO.test(directive))) return;
  headers.set("cache-control", [...directives, "private"].join(", "));
}
