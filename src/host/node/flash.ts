import type { IncomingHttpHeaders } from "node:http";
import { format, inspect } from "node:util";
import {
  type AnySession,
  type Flashed,
  takeMessages,
  waitingMessages,
} from "../../session/index.ts";
import { isHeadOrPrefetch } from "../index.ts";
import { ownHeader } from "./headers.ts";

/** The object that carries a session: Express' request, Koa's context. */
interface Carrier {
  session: object;
  method: string;
  headers: IncomingHttpHeaders;
}

/**
 * connect-flash's `req.flash`, over the session's own messages. Passport uses it, and so do
 * applications that come from connect-flash. `getFlashedMessages` shows its messages, and vice versa.
 */
export interface ConnectFlash {
  /** Consumes all messages, and returns them by type. */
  flash(): Record<string, string[]>;
  /** Consumes the messages of a type. */
  flash(type: string): string[];
  /** Leaves one or more messages for the next page. Returns how many of this type there are. */
  flash(type: string, message: string | readonly string[]): number;
  /** Leaves a message that is formatted like `util.format`. */
  flash(type: string, message: string, ...values: unknown[]): number;
}

/** `req.flash` and `ctx.flash`; `this` is the request or context. */
export function flash(
  this: Carrier,
  type?: string,
  message?: string | readonly string[],
  ...values: unknown[]
): Record<string, string[]> | string[] | number {
  const session = this.session as AnySession;
  if (type && message) {
    const messages = Array.isArray(message)
      ? (message as string[])
      : [values.length > 0 ? format(message, ...values) : (message as string)];
    for (const text of messages) session.flash(text, type);
    return waitingMessages(session, type).length;
  }
  const keepFlashes = isHeadOrPrefetch(this.method, (name) => ownHeader(this.headers, name));
  const taken = (keepFlashes ? waitingMessages : takeMessages)(session, type || undefined);
  return type ? taken.map(textOf) : byType(taken);
}

// A message may be of any type: the template or the JSON that shows it decides how.
const textOf = ([, message]: Flashed): string => message as string;

function byType(flashes: readonly Flashed[]): Record<string, string[]> {
  const types = new Map<string, string[]>();
  for (const flashed of flashes) {
    const type = nameOf(flashed[0]);
    types.set(type, [...(types.get(type) ?? []), textOf(flashed)]);
  }
  return Object.fromEntries(types);
}

// A category of another application may be an object that cannot be converted to text.
const nameOf = (category: unknown): string =>
  typeof category === "string" ? category : inspect(category);
