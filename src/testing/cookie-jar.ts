import { parseSetCookie } from "cookie";

/** The part of a cookie jar that is used here. tough-cookie's has it. */
export interface CookieJarLike {
  /** The Cookie header for a URL; empty if there is none. */
  getCookieString(url: string): string | Promise<string>;
  /** Stores the cookie of a Set-Cookie header, from a response of that URL. */
  setCookie(line: string, url: string): unknown;
}

interface Kept {
  name: string;
  value: string;
  path: string;
  /** Milliseconds since 1970. */
  expires: number;
}

/**
 * The cookies of one host, as a browser keeps them: by name and path, until they expire. As in
 * Werkzeug's test client, a `Secure` cookie is sent over http as well.
 *
 * Werkzeug: the cookies of `werkzeug.test.Client`.
 *
 * @example
 * ```ts
 * import { CookieJar } from "dewar/testing";
 *
 * const jar = new CookieJar();
 * jar.setCookie("session=abc; Path=/; HttpOnly", "http://localhost/login");
 * jar.getCookieString("http://localhost/"); // "session=abc"
 * ```
 */
export class CookieJar implements CookieJarLike {
  readonly #kept = new Map<string, Kept>();
  readonly #clock: () => number;

  /** @param clock - the time in milliseconds since 1970. Default `Date.now` */
  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  getCookieString(url: string): string {
    const { pathname } = new URL(url);
    const now = this.#clock();
    return [...this.#kept.values()]
      .filter(({ path, expires }) => expires > now && isBelow(pathname, path))
      .sort((a, b) => b.path.length - a.path.length)
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ");
  }

  setCookie(line: string, url: string): void {
    const { name, value = "", path, maxAge, expires } = parseSetCookie(line, { decode: String });
    const kept: Kept = {
      name,
      value,
      path: path?.startsWith("/") ? path : defaultPath(new URL(url).pathname),
      expires: expiry(this.#clock(), maxAge, expires),
    };
    this.#kept.set(`${name};${kept.path}`, kept);
  }
}

// RFC 6265 section 5.1.4.
const defaultPath = (pathname: string): string =>
  pathname.slice(0, pathname.lastIndexOf("/")) || "/";

const isBelow = (pathname: string, path: string): boolean =>
  pathname === path || pathname.startsWith(path.endsWith("/") ? path : `${path}/`);

/** Max-Age comes before Expires (RFC 6265 section 5.3). */
function expiry(now: number, maxAge: number | undefined, expires: Date | undefined): number {
  if (maxAge !== undefined) return now + maxAge * 1000;
  return expires?.getTime() ?? Number.POSITIVE_INFINITY;
}
