/** The headers of a response: web `Headers`, or an object with the same methods. */
export interface HeadersLike {
  /** The value, or several joined by `", "`; `null` if there is none. */
  get(name: string): string | null;
  /** Sets the value, and replaces any other. */
  set(name: string, value: string): void;
  /** Adds a value, and keeps the others. */
  append(name: string, value: string): void;
  /** All Set-Cookie lines. Without this method, dewar searches the value of `get`. */
  getSetCookie?(): string[];
}

function members(value: string): string[] {
  return value
    .split(",")
    .map((member) => member.trim())
    .filter((member) => member !== "");
}

/**
 * Tells caches to store one response per Cookie value (RFC 9110 section 12.5.5). Keeps what `Vary` already has.
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
