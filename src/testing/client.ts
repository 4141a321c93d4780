import { CookieJar, type CookieJarLike } from "./cookie-jar.ts";

/** Sends requests to an application, and keeps its cookies. */
export interface Client {
  /** The base of paths. */
  readonly url: string;
  /** The cookies so far. */
  readonly jar: CookieJarLike;
  /**
   * Like `fetch`, with paths of the application. It follows redirects only with
   * `{ redirect: "follow" }`, so that a test sees them.
   */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** An application that takes a `Request`: a handler of `dewar/fetch`, Hono's `app.fetch`, and the like. */
export type RequestHandler = (request: Request) => Response | Promise<Response>;

const MAX_REDIRECTS = 20;
// After a POST, a browser follows these redirects with GET (RFC 9110 section 15.4).
const SEE_OTHER = [301, 302, 303];
const REDIRECTS = [...SEE_OTHER, 307, 308];

class CookieClient implements Client {
  readonly url: string;
  readonly jar: CookieJarLike;
  readonly #handle: RequestHandler;

  constructor(url: string, handle: RequestHandler, jar: CookieJarLike) {
    this.url = url;
    this.#handle = handle;
    this.jar = jar;
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const { redirect = "manual", ...rest } = init;
    let request = new Request(new URL(path, this.url), { ...rest, redirect: "manual" });
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const response = await this.#send(request);
      const location = response.headers.get("location");
      if (redirect !== "follow" || !REDIRECTS.includes(response.status) || location === null)
        return response;
      await response.body?.cancel();
      request = redirected(request, response.status, new URL(location, request.url));
    }
    throw new Error(`expected an answer after ${MAX_REDIRECTS} redirects, got another redirect.`);
  }

  async #send(request: Request): Promise<Response> {
    const { url, headers } = request;
    const cookies = [headers.get("cookie"), await this.jar.getCookieString(url)];
    const header = cookies.filter((text) => text !== null && text !== "").join("; ");
    if (header !== "") headers.set("cookie", header);
    const response = await this.#handle(request);
    for (const line of response.headers.getSetCookie()) await this.jar.setCookie(line, url);
    return response;
  }
}

function redirected({ method, headers }: Request, status: number, to: URL): Request {
  if (SEE_OTHER.includes(status) && method !== "HEAD")
    return new Request(to, { redirect: "manual" });
  if (method !== "GET" && method !== "HEAD")
    throw new Error(
      `expected a redirect to be followed with GET, got status ${status} to a ${method}.`,
    );
  const again = new Headers(headers);
  again.delete("cookie");
  return new Request(to, { method, headers: again, redirect: "manual" });
}

/**
 * A client with a cookie jar, for an application on a server or in this process.
 *
 * Flask: `app.test_client`.
 *
 * @param application - the address of a server, or a function that handles a `Request`
 * @param options - `jar`: the cookies to start with (default: a new {@link CookieJar}); `url`: the
 *   address that a handler sees (default `"http://localhost"`)
 * @example
 * ```ts
 * import { session } from "dewar/fetch";
 * import { createClient } from "dewar/testing";
 *
 * const app = session({ secretKey: "0123456789abcdef0123456789abcdef" })((request, session) => {
 *   session.visits = session.get("visits", 0) + 1;
 *   return new Response(`${session.visits}`);
 * });
 * const client = createClient(app);
 * await client.fetch("/");
 * const response = await client.fetch("/");
 * await response.text(); // "2"
 * ```
 */
export function createClient(
  application: string | URL | RequestHandler,
  options: { jar?: CookieJarLike; url?: string | URL } = {},
): Client {
  const { jar = new CookieJar(), url = "http://localhost" } = options;
  if (typeof application === "function") return new CookieClient(`${url}`, application, jar);
  return new CookieClient(`${application}`, (request) => fetch(request), jar);
}
