/** Attributes of a cookie; RFC 6265bis has the words. */
export interface CookieAttributes {
  /** Hosts that get the cookie besides this one: a domain and all below it. Default: this host only. */
  domain?: string | null | undefined;
  /** Paths that get the cookie. Default `"/"`. */
  path?: string | null | undefined;
  /** Keep the cookie from scripts. Default `true`. */
  httpOnly?: boolean;
  /** Send it over https only. */
  secure?: boolean;
  /** Requests from other sites that get the cookie; `null` leaves the attribute out. */
  sameSite?: "Strict" | "Lax" | "None" | null;
  /** One jar for each top-level site (CHIPS). */
  partitioned?: boolean;
}

// Printable ASCII but for what ends a name (RFC 6265bis section 5.6).
const NAME = /^[!-:<>-~]+$/;
// Werkzeug: `dump_cookie`.
const UNSAFE_IN_PATH = /[^\w.\-~%!$&'()*+,/:=@]/gu;
const IP_ADDRESS = /^(?:\d+\.\d+\.\d+\.\d+|\[.*\])$/;
const HOST = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/;

/** Writes Set-Cookie values for one cookie, its attributes prepared once. */
export class CookieWriter {
  readonly #name: string;
  readonly #attributes: string;
  /** The last date: permanent sessions that are saved within a second share it. */
  #lasting = { second: Number.NaN, maxAge: Number.NaN, text: "" };

  /** @throws {@link TypeError} when a name or attribute has characters that no cookie can have */
  constructor(name: string, attributes: CookieAttributes) {
    // Own members only: what another package left on `Object.prototype` is no attribute.
    const own: CookieAttributes = Object.assign(Object.create(null), attributes);
    const { domain, path, httpOnly = true, secure, sameSite, partitioned } = own;
    if (!NAME.test(name))
      throw new TypeError(
        "cookie.name expected letters, digits and signs without a space, = or ;.",
      );
    this.#name = name;
    this.#attributes = [
      domain ? `; Domain=${hostname(domain)}` : "",
      `; Path=${rooted(path || "/").replace(UNSAFE_IN_PATH, encodeURIComponent)}`,
      httpOnly ? "; HttpOnly" : "",
      secure ? "; Secure" : "",
      partitioned ? "; Partitioned" : "",
      sameSite ? `; SameSite=${sameSite}` : "",
    ].join("");
  }

  /**
   * A cookie that lasts until `expires`, or for the browser's session.
   *
   * `Max-Age` says the same as `Expires` by the browser's own clock, and comes first there (RFC 6265
   * section 5.3): a server whose clock is wrong can keep a session, too.
   *
   * @param now - the server's time in milliseconds since 1970
   */
  set(value: string, expires?: Date, now = 0): string {
    const lasting = expires === undefined ? "" : this.#until(expires, now);
    return `${this.#name}=${value}${lasting}${this.#attributes}`;
  }

  #until(expires: Date, now: number): string {
    const second = Math.floor(expires.getTime() / 1000);
    // As Werkzeug's `int(max_age.total_seconds())`.
    const maxAge = Math.max(0, Math.floor((expires.getTime() - now) / 1000));
    if (this.#lasting.second !== second || this.#lasting.maxAge !== maxAge)
      this.#lasting = {
        second,
        maxAge,
        text: `; Expires=${expires.toUTCString()}; Max-Age=${maxAge}`,
      };
    return this.#lasting.text;
  }

  /** What makes the browser drop the cookie; a browser heeds it only with the same attributes. */
  delete(): string {
    return `${this.#name}=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0${this.#attributes}`;
  }
}

/** ASCII (punycode), without a port and the leading dot of old. Werkzeug: `dump_cookie`. */
function hostname(domain: string): string {
  const fail = (got: string): never => {
    throw new TypeError(
      `cookie.domain expected a host name such as "example.com", got ${got}. Leave it out for this host alone.`,
    );
  };
  const bare = domain.replace(/^\.+/, "");
  // A URL's parser finds a host in all of these, and not the one that is meant.
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

/** A path that browsers take at its word; another one they replace by the folder of the page. */
function rooted(path: string): string {
  if (path.startsWith("/")) return path;
  throw new TypeError(
    `cookie.path expected a path that starts with "/", got ${/^[a-z][a-z\d+.-]*:/i.test(path) ? "a URL" : "other text"}.`,
  );
}
