import type { RequestInfo } from "../policy/index.ts";

// Headers that browsers and libraries send when they prefetch a page: current browsers, old browsers,
// Safari's previews, old Firefox, Turbo.
const PURPOSES = ["sec-purpose", "purpose", "x-purpose", "x-moz", "x-sec-purpose"];
// Next's router and htmx' preload extension.
const MARKS = ["next-router-prefetch", "hx-preloaded"];

/**
 * Whether the response is not shown to a person: a HEAD request, or a prefetched page.
 *
 * @param header - returns a header of the request by its lower-case name
 */
export function isHeadOrPrefetch(
  method: string | undefined,
  header: (name: string) => string | string[] | null | undefined,
): boolean {
  if (method === "HEAD") return true;
  // Only GET requests are prefetched.
  if (method !== "GET") return false;
  for (const name of PURPOSES) {
    const purpose = header(name);
    if (purpose != null && /prefetch|preview/i.test(`${purpose}`)) return true;
  }
  return MARKS.some((name) => header(name) != null);
}

/** What an adapter says of a request. `secure` is read when a cookie is written, because some frameworks compute it slowly. */
export class AdapterRequestInfo<Carrier> implements RequestInfo {
  readonly request: Carrier;
  readonly keepFlashes: boolean;
  // Always own members, so that a lookup never reaches `Object.prototype`.
  readonly replace: ((next: object) => void) | undefined;
  isCutOff: (() => boolean) | undefined = undefined;
  readonly #isSecure: (request: Carrier) => boolean;

  constructor(
    request: Carrier,
    isSecure: (request: Carrier) => boolean,
    keepFlashes: boolean,
    replace?: (next: object) => void,
  ) {
    this.request = request;
    this.keepFlashes = keepFlashes;
    this.replace = replace;
    this.#isSecure = isSecure;
  }

  get secure(): boolean {
    return this.#isSecure(this.request);
  }
}
