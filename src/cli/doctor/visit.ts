import { parseSetCookie, type SetCookie } from "cookie";
import { requestHeaders, withoutUser } from "./request.ts";
import { unreachable } from "./unreachable.ts";

/** One of the responses. */
export interface Exchange {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly setCookies: readonly { readonly line: string; readonly cookie: SetCookie }[];
}

export interface VisitOptions {
  /** A Cookie header, such as that of a visitor who is logged in. */
  readonly cookie?: string | undefined;
  /** A form to post, as `application/x-www-form-urlencoded`. */
  readonly data?: string | undefined;
  readonly timeoutSeconds: number;
}

const MAX_REDIRECTS = 5;

/** Loads a page as a browser does: it keeps cookies, and follows redirects on this host. */
export async function visit(start: URL, options: VisitOptions): Promise<Exchange[]> {
  const jar = new Map<string, string>();
  const exchanges: Exchange[] = [];
  let url = start;
  let form = options.data;
  for (let i = 0; i <= MAX_REDIRECTS; i++) {
    const headers = requestHeaders(start, cookieHeader(options.cookie, jar), form !== undefined);
    const exchange = await load(url, headers, form, options.timeoutSeconds);
    exchanges.push(exchange);
    for (const { cookie } of exchange.setCookies) jar.set(cookie.name, cookie.value ?? "");
    const next = redirectOf(exchange);
    // Cookies of another host do not belong to this application.
    if (next?.origin !== url.origin) break;
    url = next;
    if (exchange.status !== 307 && exchange.status !== 308) form = undefined;
  }
  return exchanges;
}

/** The target of a redirect; `undefined` if there is none, or it is not an address. */
function redirectOf({ status, headers, url }: Exchange): URL | undefined {
  const location = headers.get("location");
  if (status < 300 || status >= 400 || location === null) return undefined;
  return URL.canParse(location, url.href) ? new URL(location, url) : undefined;
}

function cookieHeader(given: string | undefined, jar: ReadonlyMap<string, string>): string {
  const pairs = [...jar].map(([name, value]) => `${name}=${value}`);
  return [...pairs, ...(given ? [given] : [])].join("; ");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for control characters
const CONTROL = /[\0-\x08\n-\x1f\x7f]/;

async function load(
  url: URL,
  headers: Headers,
  form: string | undefined,
  timeoutSeconds: number,
): Promise<Exchange> {
  try {
    const response = await fetch(withoutUser(url), {
      method: form === undefined ? "GET" : "POST",
      ...(form !== undefined && { body: form }),
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
    });
    await response.body?.cancel();
    // Browsers drop a line with control characters (RFC 6265bis).
    const lines = response.headers.getSetCookie().filter((line) => !CONTROL.test(line));
    // Not decoded: neither Flask nor dewar writes percent signs, and the value is sent back.
    const decode = (value: string): string => value;
    const setCookies = lines.map((line) => ({ line, cookie: parseSetCookie(line, { decode }) }));
    return { url, status: response.status, headers: response.headers, setCookies };
  } catch (error) {
    throw unreachable(url, error);
  }
}
