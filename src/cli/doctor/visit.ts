import { parseSetCookie, type SetCookie } from "../../http/parse-set-cookie.ts";
import { CommandError, EXIT } from "../exit.ts";

/** One response on the way. */
export interface Exchange {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly setCookies: readonly { readonly line: string; readonly cookie: SetCookie }[];
}

export interface VisitOptions {
  /** A Cookie header, as of a visitor who is logged in. */
  readonly cookie?: string | undefined;
  /** A form to post, as `application/x-www-form-urlencoded`. */
  readonly data?: string | undefined;
  readonly timeoutSeconds: number;
}

const MOST_REDIRECTS = 5;

/** Loads a page as a browser does: with the cookies it is given, and on to where it is sent, on this host. */
export async function visit(start: URL, options: VisitOptions): Promise<Exchange[]> {
  const jar = new Map<string, string>();
  const exchanges: Exchange[] = [];
  let url = start;
  let form = options.data;
  for (let i = 0; i <= MOST_REDIRECTS; i++) {
    const exchange = await load(
      url,
      cookieHeader(options.cookie, jar),
      form,
      options.timeoutSeconds,
    );
    exchanges.push(exchange);
    for (const { cookie } of exchange.setCookies) jar.set(cookie.name, cookie.value ?? "");
    const location = exchange.headers.get("location");
    if (exchange.status < 300 || exchange.status >= 400 || location === null) break;
    const next = new URL(location, url);
    // What another host sets is not this application's.
    if (next.origin !== url.origin) break;
    url = next;
    if (exchange.status !== 307 && exchange.status !== 308) form = undefined;
  }
  return exchanges;
}

function cookieHeader(given: string | undefined, jar: ReadonlyMap<string, string>): string {
  const pairs = [...jar].map(([name, value]) => `${name}=${value}`);
  return [...pairs, ...(given ? [given] : [])].join("; ");
}

async function load(
  url: URL,
  cookie: string,
  form: string | undefined,
  timeoutSeconds: number,
): Promise<Exchange> {
  const headers: Record<string, string> = { accept: "text/html,*/*", "user-agent": "dewar-doctor" };
  if (cookie) headers["cookie"] = cookie;
  if (form !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
  try {
    const response = await fetch(url, {
      method: form === undefined ? "GET" : "POST",
      ...(form !== undefined && { body: form }),
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
    });
    await response.body?.cancel();
    const lines = response.headers.getSetCookie();
    const setCookies = lines.map((line) => ({ line, cookie: parseSetCookie(line) }));
    return { url, status: response.status, headers: response.headers, setCookies };
  } catch (error) {
    throw unreachable(url, error);
  }
}

function unreachable(url: URL, error: unknown): CommandError {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  const why = name === "TimeoutError" ? "no answer in time" : (cause?.code ?? name ?? "unknown");
  const isCertificate = /CERT|SIGNED|SSL|TLS/.test(why);
  return new CommandError(
    "ERR_UNREACHABLE",
    `${url.origin} cannot be reached: ${why}.`,
    isCertificate
      ? "For a certificate of your own, name its authority in NODE_EXTRA_CA_CERTS."
      : "Start the application, and check host and port.",
    EXIT.unavailable,
  );
}
