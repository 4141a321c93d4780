/** Attributes of a cookie. RFC 6265bis defines them. */
export interface CookieAttributes {
  /** The domain whose hosts all get the cookie. Default: this host only. */
  domain?: string | null | undefined;
  /** Paths that get the cookie. Default `"/"`. */
  path?: string | null | undefined;
  /** Hide the cookie from scripts. Default `true`. */
  httpOnly?: boolean;
  /** Send it over https only. */
  secure?: boolean;
  /** Which requests from other sites carry the cookie; `null` leaves the attribute out. */
  sameSite?: "Strict" | "Lax" | "None" | null;
  /** A separate cookie for each top-level site (CHIPS). */
  partitioned?: boolean;
}

/** The same, checked, and as they are sent. */
export interface SentAttributes {
  readonly domain: string | undefined;
  readonly path: string;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite: "Strict" | "Lax" | "None" | undefined;
  readonly partitioned: boolean;
}

// Printable ASCII, except the characters that end a name (RFC 6265bis section 5.6).
const NAME = /^[!-:<>-~]+$/;
// Werkzeug: `dump_cookie`.
const UNSAFE_IN_PATH = /[^\w.\-~%!$&'()*+,/:=@]/gu;
const IP_ADDRESS = /^(?:\d+\.\d+\.\d+\.\d+|\[.*\])$/;
const HOST = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/;

/** @throws {@link TypeError} for characters that no cookie's name can have */
export function checkName(name: string): void {
  if (!NAME.test(name))
    throw new TypeError(
      "cookie.name expected letters, digits and signs other than space, = and ;.",
    );
}

/** @throws {@link TypeError} for a domain or path that no cookie can have */
export function sentAttributes(attributes: CookieAttributes): SentAttributes {
  // Own members only: a member that another package left on `Object.prototype` is not an attribute.
  const own: CookieAttributes = Object.assign(Object.create(null), attributes);
  const { domain, path, httpOnly = true, secure = false, sameSite, partitioned = false } = own;
  return {
    domain: domain ? hostname(domain) : undefined,
    path: rooted(path || "/").replace(UNSAFE_IN_PATH, encodeURIComponent),
    httpOnly,
    secure,
    sameSite: sameSite ?? undefined,
    partitioned,
  };
}

/** The attributes as text of a Set-Cookie line, in Werkzeug's order. */
export function printAttributes(sent: SentAttributes): string {
  const { domain, path, httpOnly, secure, sameSite, partitioned } = sent;
  return [
    domain ? `; Domain=${domain}` : "",
    `; Path=${path}`,
    httpOnly ? "; HttpOnly" : "",
    secure ? "; Secure" : "",
    partitioned ? "; Partitioned" : "",
    sameSite ? `; SameSite=${sameSite}` : "",
  ].join("");
}

/** ASCII (punycode), without port or legacy leading dot. Werkzeug: `dump_cookie`. */
function hostname(domain: string): string {
  const fail = (got: string): never => {
    throw new TypeError(
      `cookie.domain expected a host name such as "example.com", got ${got}. Leave it out for this host alone.`,
    );
  };
  const bare = domain.replace(/^\.+/, "");
  // A URL parser would find a host in each of these, but a wrong one.
  if (/:\/\/|^[a-z][a-z\d+.-]*:(?!\d+$)/i.test(bare)) return fail("a URL");
  if (/[/?#\\]/.test(bare)) return fail("a path after the name");
  if (bare.includes("@")) return fail('an "@"');
  const url = `http://${bare}`;
  const host = /\s/.test(bare) || !URL.canParse(url) ? "" : new URL(url).hostname;
  if (IP_ADDRESS.test(host)) return fail("an IP address, which has no hosts below it");
  if (!HOST.test(host)) return fail("other text");
  if (!host.includes(".") && host !== "localhost")
    return fail("a single label, which browsers drop");
  return host;
}

/** Whether browsers use the path as it is. They replace any other path by the folder of the page. */
function rooted(path: string): string {
  if (path.startsWith("/")) return path;
  throw new TypeError(
    `cookie.path expected a path that starts with "/", got ${/^[a-z][a-z\d+.-]*:/i.test(path) ? "a URL" : "other text"}.`,
  );
}
