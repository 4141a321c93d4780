import type { SessionInterface } from "../../policy/index.ts";
import type { Session } from "../../session/index.ts";
import { AdapterRequestInfo, isHeadOrPrefetch, openWith } from "../index.ts";

/** The session of a web request. */
export function openSession<Data>(
  sessions: SessionInterface<Data>,
  request: Request,
): Session<Data> {
  return openSessionOf(sessions, request, request, isHttps);
}

/**
 * Like {@link openSession}, for a framework with a request of its own.
 *
 * @param carrier - the framework's own request
 * @param isSecure - whether it came over https, as the framework sees it
 */
export function openSessionOf<Data, Carrier>(
  sessions: SessionInterface<Data>,
  { headers, method }: Request,
  carrier: Carrier,
  isSecure: (carrier: Carrier) => boolean,
): Session<Data> {
  const keepFlashes = isHeadOrPrefetch(method, (name) => headers.get(name));
  return openWith(
    sessions,
    headers.get("cookie"),
    new AdapterRequestInfo(carrier, isSecure, keepFlashes),
  );
}

/** Whether the URL of a request, or of a framework's request, is an https URL. */
export const isHttps = ({ url }: { readonly url: string | URL }): boolean =>
  `${url}`.startsWith("https:");

/** The same, for a context with the request as its `req`. */
export const isReqHttps = ({ req }: { readonly req: { readonly url: string } }): boolean =>
  isHttps(req);
