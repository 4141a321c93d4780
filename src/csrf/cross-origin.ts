import { SessionOptionsError } from "../session/index.ts";
import { isAt, type Place, placeOfOrigin } from "./authority.ts";
import { type Check, type CheckedRequest, isExempt } from "./check.ts";
import { CSRFError } from "./error.ts";
import { idiomsOf, type Protection } from "./idioms.ts";
import { CROSS_ORIGIN_OPTIONS, type CrossOriginOptions, checkedOptions } from "./options.ts";

/** They change nothing, so links from everywhere work. */
const SAFE: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses requests that a page of another origin sent, with status 403. It needs no token and no
 * session, and writes nothing. Requests with the methods GET, HEAD and OPTIONS are free, so never
 * change anything in those.
 *
 * Browsers say in `Sec-Fetch-Site` where a request comes from; `"same-origin"` and `"none"` (the
 * visitor's own doing) are accepted. Without that header, `Origin` has to name this host. With neither
 * header, it was not sent by a page in a current browser.
 *
 * @param options - see {@link CrossOriginOptions}
 * @returns the protection in each framework's own form
 * @throws {@link SessionOptionsError} for wrong options
 * @example
 * ```ts
 * import express from "express";
 * import { crossOriginProtection } from "dewar/csrf";
 *
 * const app = express();
 * app.use(crossOriginProtection().express);
 * ```
 */
export function crossOriginProtection(options: CrossOriginOptions = {}): Protection {
  return idiomsOf(crossOriginCheck(options));
}

/** The check behind {@link crossOriginProtection}. */
export function crossOriginCheck(options: CrossOriginOptions): Check {
  const { trustedOrigins = [], exempt } = checkedOptions(
    options,
    CROSS_ORIGIN_OPTIONS,
    "crossOriginProtection",
  );
  const trusted = new Set(trustedOrigins.map((origin) => printed(trustedPlace(origin))));
  return (request) => {
    if (request.methods.every((method) => SAFE.includes(method))) return undefined;
    const text = request.header("origin");
    const origin = text === undefined ? undefined : placeOfOrigin(text);
    if (isFromHere(request, text, origin)) return undefined;
    if (origin !== undefined && trusted.has(printed(origin))) return undefined;
    if (isExempt(exempt, request)) return undefined;
    throw new CSRFError("ERR_CSRF_CROSS_ORIGIN");
  };
}

function isFromHere(
  request: CheckedRequest,
  text: string | undefined,
  origin: Place | undefined,
): boolean {
  // It cannot be set by a script. "same-site" is another host of this domain, or another port.
  const site = request.header("sec-fetch-site");
  if (site !== undefined) return site === "same-origin" || site === "none";
  // Every browser that is in use names the origin with what is not a GET. So neither: a program.
  if (text === undefined) return true;
  if (origin === undefined || !isAt(origin, request.hosts)) return false;
  // Whoever sits in the network can make an http page of any host.
  return origin.scheme === "https" || (origin.scheme === "http" && !request.secure);
}

const printed = ({ scheme, host }: Place): string => `${scheme}://${host}`;

function trustedPlace(origin: string): Place {
  const place = placeOfOrigin(origin);
  if (place !== undefined && !origin.includes("*")) return place;
  throw new SessionOptionsError(
    "trustedOrigins expected origins, each with a scheme and a host and nothing else, such as " +
      `"https://accounts.example.com"; got ${JSON.stringify(origin)}. Wildcards, paths and "null" are refused.`,
  );
}
