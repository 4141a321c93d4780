import type { RequestFacts } from "../policy/index.ts";

// What browsers and libraries send with a page that they load before anybody asked for it: browsers
// today, browsers of old, Safari's previews, Firefox of old, Turbo.
const PURPOSES = ["sec-purpose", "purpose", "x-purpose", "x-moz", "x-sec-purpose"];
// Next's router and htmx' preload extension.
const MARKS = ["next-router-prefetch", "hx-preloaded"];

/**
 * Whether nobody will see the response: a HEAD request, or a page that is loaded ahead.
 *
 * @param header - gives a header of the request by its name in small letters
 */
export function isUnseen(
  method: string | undefined,
  header: (name: string) => string | string[] | null | undefined,
): boolean {
  if (method === "HEAD") return true;
  // Nothing else is loaded ahead.
  if (method !== "GET") return false;
  for (const name of PURPOSES) {
    const purpose = header(name);
    if (purpose != null && /prefetch|preview/i.test(`${purpose}`)) return true;
  }
  return MARKS.some((name) => header(name) != null);
}

/** What an adapter tells of a request. `secure` is read when a cookie is written, because some frameworks compute it slowly. */
export class Facts<Carrier> implements RequestFacts {
  readonly request: Carrier;
  readonly unseen: boolean;
  // Always members of its own, so that none is found on `Object.prototype`.
  readonly replace: ((next: object) => void) | undefined;
  isCutOff: (() => boolean) | undefined = undefined;
  readonly #isSecure: (request: Carrier) => boolean;

  constructor(
    request: Carrier,
    isSecure: (request: Carrier) => boolean,
    unseen: boolean,
    replace?: (next: object) => void,
  ) {
    this.request = request;
    this.unseen = unseen;
    this.replace = replace;
    this.#isSecure = isSecure;
  }

  get secure(): boolean {
    return this.#isSecure(this.request);
  }
}
