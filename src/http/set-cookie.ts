import {
  type CookieAttributes,
  checkName,
  printAttributes,
  type SentAttributes,
  sentAttributes,
} from "./cookie-attributes.ts";

/** A cookie that a response sets: its value, its lifetime and its attributes. */
export interface SetCookie extends CookieAttributes {
  name: string;
  /** Empty if the browser has to drop the cookie. */
  value: string;
  /** When the browser drops it. Default: when the browser closes. */
  expires?: Date | undefined;
  /** The same, in seconds from now by the browser's own clock. */
  maxAge?: number | undefined;
}

// RFC 6265 section 4.1.1, `cookie-octet`.
const VALUE = /^[!#-+\--:<-[\]-~]*$/;

/**
 * The Set-Cookie line of a cookie.
 *
 * @throws {@link TypeError} for a name, value, domain or path that no cookie can have
 */
export function setCookieLine(cookie: SetCookie): string {
  const line = WrittenCookie.lineOf(cookie);
  if (line !== undefined) return line;
  // Own members only: a member that another package left on `Object.prototype` is not an attribute.
  const own: SetCookie = Object.assign(Object.create(null), cookie);
  const { name, value, expires, maxAge, ...attributes } = own;
  if (!VALUE.test(value))
    throw new TypeError(
      "A cookie's value expected ASCII without spaces, quotes, commas, semicolons and backslashes. " +
        "Encode it, for instance with encodeURIComponent().",
    );
  checkName(name);
  const lifetime = printLifetime(expires, maxAge === undefined ? undefined : Math.floor(maxAge));
  return `${name}=${value}${lifetime}${printAttributes(sentAttributes(attributes))}`;
}

/**
 * `Max-Age` says the same as `Expires`, but by the browser's own clock, and browsers prefer it (RFC
 * 6265 section 5.3). So sessions also work if the server's clock is wrong.
 */
function printLifetime(expires: Date | undefined, maxAge: number | undefined): string {
  const until = expires === undefined ? "" : `; Expires=${expires.toUTCString()}`;
  return maxAge === undefined ? until : `${until}; Max-Age=${maxAge}`;
}

/** Writes one cookie. Its attributes are checked and printed once. */
export class CookieWriter {
  readonly #name: string;
  readonly #sent: SentAttributes;
  readonly #attributes: string;
  /** The last lifetime that was printed. Permanent sessions saved within the same second share it. */
  #lasting = { second: Number.NaN, maxAge: Number.NaN, text: "" };

  /** @throws {@link TypeError} if a name or attribute has characters that no cookie can have */
  constructor(name: string, attributes: CookieAttributes) {
    checkName(name);
    this.#name = name;
    this.#sent = sentAttributes(attributes);
    this.#attributes = printAttributes(this.#sent);
  }

  /**
   * A cookie that lasts until `expires`, or until the browser closes.
   *
   * @param now - the server's time in milliseconds since 1970
   */
  set(value: string, expires?: Date, now = 0): WrittenCookie {
    if (expires === undefined) return this.#write(value, undefined, undefined, "");
    // As Werkzeug's `int(max_age.total_seconds())`.
    const maxAge = Math.max(0, Math.floor((expires.getTime() - now) / 1000));
    return this.#write(value, expires, maxAge, this.#lifetime(expires, maxAge));
  }

  #lifetime(expires: Date, maxAge: number): string {
    const second = Math.floor(expires.getTime() / 1000);
    if (this.#lasting.second !== second || this.#lasting.maxAge !== maxAge)
      this.#lasting = { second, maxAge, text: printLifetime(expires, maxAge) };
    return this.#lasting.text;
  }

  /** The cookie that makes the browser drop the session's. It works only with the same attributes. */
  delete(): WrittenCookie {
    const expires = new Date(0);
    return this.#write("", expires, 0, printLifetime(expires, 0));
  }

  #write(
    value: string,
    expires: Date | undefined,
    maxAge: number | undefined,
    lifetime: string,
  ): WrittenCookie {
    const line = `${this.#name}=${value}${lifetime}${this.#attributes}`;
    return new WrittenCookie(this.#name, value, expires, maxAge, this.#sent, line);
  }
}

/** A cookie whose Set-Cookie line is printed already. */
export class WrittenCookie implements SetCookie {
  // Declared only: a field definition would set each of them twice.
  declare readonly name: string;
  declare readonly value: string;
  declare readonly expires: Date | undefined;
  declare readonly maxAge: number | undefined;
  declare readonly domain: string | undefined;
  declare readonly path: string;
  declare readonly httpOnly: boolean;
  declare readonly secure: boolean;
  declare readonly sameSite: "Strict" | "Lax" | "None" | null;
  declare readonly partitioned: boolean;
  readonly #line: string;

  constructor(
    name: string,
    value: string,
    expires: Date | undefined,
    maxAge: number | undefined,
    sent: SentAttributes,
    line: string,
  ) {
    this.name = name;
    this.value = value;
    this.expires = expires;
    this.maxAge = maxAge;
    this.domain = sent.domain;
    this.path = sent.path;
    this.httpOnly = sent.httpOnly;
    this.secure = sent.secure;
    this.sameSite = sent.sameSite ?? null;
    this.partitioned = sent.partitioned;
    this.#line = line;
  }

  get line(): string {
    return this.#line;
  }

  /** The line of a cookie that this class has printed; `undefined` for any other. */
  static lineOf(cookie: SetCookie): string | undefined {
    return #line in cookie ? cookie.#line : undefined;
  }
}
