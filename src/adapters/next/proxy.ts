import type { SetCookie } from "../../http/index.ts";
import { type AnySession, FLASHES, type Flashed } from "../../session/index.ts";

/** Flashed messages with their categories. */
export type Messages = readonly Flashed[];

/** A Cookie header with the value of one cookie replaced. */
export function replaceCookie(header: string | null, { name, value }: SetCookie): string {
  const others = (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair !== "" && pair.split("=", 1)[0]?.trim() !== name);
  return [...others, ...(value ? [`${name}=${value}`] : [])].join("; ");
}

/** The messages for the page of a request: those that its proxy consumed, and those still pending. */
export function messagesForPage(session: object): Messages {
  const data = session as AnySession;
  const waiting: unknown = data.get(FLASHES);
  const messages = data.getFlashedMessages<unknown>({ withCategories: true });
  if (waiting !== undefined) data.set(FLASHES, waiting);
  return messages;
}

/** Puts the messages of {@link messagesForPage} into the session that the page reads. */
export function stageFlashes(session: object, messages: Messages): void {
  const data = session as AnySession;
  data.delete(FLASHES);
  for (const [category, message] of messages) data.flash(message, category);
}

/** Whether a proxy's response lets the request go on to a page or a handler. */
export const continuesToPage = ({ headers }: Response): boolean =>
  headers.has("x-middleware-next") || headers.has("x-middleware-rewrite");

/**
 * Whether Next itself requests the page that a server action redirects to, to send the page along
 * with the action's response. Next drops the Set-Cookie of that page. If it gets no page, the browser
 * requests it.
 */
export const isActionRedirectFetch = ({ headers }: Request): boolean =>
  headers.has("x-action-redirect");

const OVERRIDDEN = "x-middleware-override-headers";
const COOKIE = "x-middleware-request-cookie";

/**
 * Gives the page of this request another Cookie header. `NextResponse.next({ request })` does that for
 * a new response; this copies its headers to an existing one.
 */
export function forwardCookie(
  response: Response,
  request: Request,
  change: (header: string | null) => string,
  next: (init: { request: { headers: Headers } }) => Response,
): void {
  const { headers } = response;
  const overridden = headers.get(OVERRIDDEN);
  const cookie = change(overridden === null ? request.headers.get("cookie") : headers.get(COOKIE));
  if (overridden !== null) {
    // The application has changed the request's headers itself, so all of them are listed already.
    const names = new Set(overridden.split(",").map((name) => name.trim()));
    headers.set(OVERRIDDEN, [...names.add("cookie")].join(","));
    headers.set(COOKIE, cookie);
    return;
  }
  const forwarded = new Headers(request.headers);
  forwarded.set("cookie", cookie);
  for (const [name, value] of next({ request: { headers: forwarded } }).headers)
    if (name !== "x-middleware-next") headers.set(name, value);
}
