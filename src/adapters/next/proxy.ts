import { mayWait, saveWith } from "../../host/index.ts";
import type { SetCookie } from "../../http/index.ts";
import type { SessionInterface } from "../../policy/index.ts";
import { type AnySession, FLASHES, fillSession } from "../../session/index.ts";
import { HANDED, handOver, type Messages } from "./handed-messages.ts";

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
function stageFlashes(session: object, messages: Messages): void {
  const data = session as AnySession;
  data.delete(FLASHES);
  for (const [category, message] of messages) data.flash(message, category);
}

/** The same for a session that is only read: the messages count as what it was opened with. */
export function showFlashes(session: object, messages: Messages): void {
  stageFlashes(session, messages);
  const data = session as AnySession;
  fillSession(session, Object.fromEntries(data), data.status);
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
const OVERRIDING = "x-middleware-request-";

type Change = (name: string, value: string | null) => string | null;

/**
 * Gives the page of this request other headers. `NextResponse.next({ request })` does that for a new
 * response; this copies its headers to an existing one.
 *
 * @param names - the headers to change
 * @param change - gives the new value of a header; `null` leaves it as it is
 */
export function forwardHeaders(
  response: Response,
  request: Request,
  names: readonly string[],
  change: Change,
  next: (init: { request: { headers: Headers } }) => Response,
): void {
  const { headers } = response;
  const overridden = headers.get(OVERRIDDEN);
  const before = (name: string) =>
    overridden === null ? request.headers.get(name) : headers.get(`${OVERRIDING}${name}`);
  const changed = names.flatMap((name) => {
    const value = change(name, before(name));
    return value === null ? [] : [[name, value] as const];
  });
  if (overridden !== null) {
    // The application has changed the request's headers itself, so all of them are listed already.
    const listed = new Set(overridden.split(",").map((name) => name.trim()));
    for (const [name, value] of changed) {
      listed.add(name);
      headers.set(`${OVERRIDING}${name}`, value);
    }
    headers.set(OVERRIDDEN, [...listed].join(","));
    return;
  }
  const forwarded = new Headers(request.headers);
  for (const [name, value] of changed) forwarded.set(name, value);
  for (const [name, value] of next({ request: { headers: forwarded } }).headers)
    if (name !== "x-middleware-next") headers.set(name, value);
}

/** What the page of this request is to see: the cookies that the visitor will have, and the messages. */
export const headersForPage =
  <Data>(
    sessions: SessionInterface<Data>,
    property: string,
    cookies: readonly SetCookie[],
    messages: Messages,
  ): Change =>
  (name, value) => {
    if (name === HANDED) {
      if (messages.length === 0 || !mayWait(sessions)) return null;
      return [...(value ? [value] : []), handOver(messages, property)].join(",");
    }
    const after = cookies.reduce(replaceCookie, value);
    // In a store they cannot stay for this page alone.
    if (messages.length === 0 || mayWait(sessions)) return after ?? "";
    const session = sessions.openSession(after);
    stageFlashes(session, messages);
    const commit = saveWith(sessions, session, new Headers());
    return (commit?.cookies ?? []).reduce(replaceCookie, after) ?? "";
  };

/** The headers that {@link headersForPage} changes. */
export const FOR_PAGE: readonly string[] = ["cookie", HANDED];
