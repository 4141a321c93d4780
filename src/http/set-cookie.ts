/** Attributes of a cookie; RFC 6265bis has the words. */
export interface CookieAttributes {
  /** Hosts that get the cookie besides this one: a domain and all below it. Default: this host only. */
  domain?: string | null | undefined;
  /** Paths that get the cookie. Default `"/"`. */
  path?: string;
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
const HOST = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/;

/** Writes Set-Cookie values for one cookie, its attributes prepared once. */
export class CookieWriter {
  readonly #name: string;
  readonly #attributes: string;
  /** The last Expires: within a second, permanent sessions share it. */
  #expires = { second: Number.NaN, text: "" };

  /** @throws {@link TypeError} when a name or attribute has characters that no cookie can have */
  constructor(name: string, attributes: CookieAttributes) {
    const { domain, path, httpOnly = true, secure, sameSite, partitioned } = attributes;
    if (!NAME.test(name))
      throw new TypeError(
        "cookie.name expected letters, digits and signs without a space, = or ;.",
      );
    this.#name = name;
    this.#attributes = [
      domain ? `; Domain=${hostname(domain)}` : "",
      `; Path=${(path || "/").replace(UNSAFE_IN_PATH, encodeURIComponent)}`,
      httpOnly ? "; HttpOnly" : "",
      secure ? "; Secure" : "",
      partitioned ? "; Partitioned" : "",
      sameSite ? `; SameSite=${sameSite}` : "",
    ].join("");
  }

  /** A cookie that lasts until `expires`, or for the browser's session. */
  set(value: string, expires?: Date): string {
    const lasting = expires === undefined ? "" : this.#lasting(expires);
    return `${this.#name}=${value}${lasting}${this.#attributes}`;
  }

  #lasting(expires: Date): string {
    const second = Math.floor(expires.getTime() / 1000);
    if (this.#expires.second !== second)
      this.#expires = { second, text: `; Expires=${expires.toUTCString()}` };
    return this.#expires.text;
  }

  /** What makes the browser drop the cookie; a browser heeds it only with the same attributes. */
  delete(): string {
    return `${this.#name}=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0${this.#attributes}`;
  }
}

/** Without a port and the leading dot of old, and in ASCII. Werkzeug: `dump_cookie`. */
function hostname(domain: string): string {
  const url = `http://${domain.replace(/^\.+/, "")}`;
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  if (!HOST.test(host))
    throw new TypeError(
      'cookie.domain expected a host name such as "example.com", got other text.',
    );
  return host;
}
