/** What is needed of a response's headers: web `Headers`, or anything shaped like it. */
export interface HeadersLike {
  /** The value, several of them joined by `", "`; `null` when there is none. */
  get(name: string): string | null;
  /** Sets the one value. */
  set(name: string, value: string): void;
  /** Adds a value beside those there are. */
  append(name: string, value: string): void;
  /** All Set-Cookie lines. Without it they are looked for in what `get` gives. */
  getSetCookie?(): string[];
}

function members(value: string): string[] {
  return value
    .split(",")
    .map((member) => member.trim())
    .filter((member) => member !== "");
}

/**
 * Tells caches to store one response per Cookie value (RFC 9110 section 12.5.5), beside what is in `Vary` already.
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

/** Whether the response sets a cookie of this name already. */
export function setsCookie(headers: HeadersLike, name: string): boolean {
  const lines = headers.getSetCookie?.();
  if (lines !== undefined) return lines.some((line) => line.startsWith(`${name}=`));
  const joined = headers.get("set-cookie");
  return joined !== null && `, ${joined}`.includes(`, ${name}=`);
}
