import type { IncomingHttpHeaders } from "node:http";
import { format, inspect } from "node:util";
import {
  type AnySession,
  type Flashed,
  takeMessages,
  waitingMessages,
} from "../../session/index.ts";
import { isUnseen } from "../index.ts";
import { ownHeader } from "./headers.ts";

/** What carries a session: Express' request, Koa's context. */
interface Carrier {
  session: object;
  method: string;
  headers: IncomingHttpHeaders;
}

/**
 * connect-flash's `req.flash`, over the session's own messages, for Passport and for applications
 * that come from there: what it leaves is shown by `getFlashedMessages`, and the other way round.
 */
export interface ConnectFlash {
  /** Takes all messages, by their type. */
  flash(): Record<string, string[]>;
  /** Takes the messages of a type. */
  flash(type: string): string[];
  /** Leaves a message, or several, for the next page; gives the number there are of this type. */
  flash(type: string, message: string | readonly string[]): number;
  /** Leaves a message that is put together as `util.format` does. */
  flash(type: string, message: string, ...values: unknown[]): number;
}

/** `req.flash` and `ctx.flash`; `this` is what they belong to. */
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
  const unseen = isUnseen(this.method, (name) => ownHeader(this.headers, name));
  const taken = (unseen ? waitingMessages : takeMessages)(session, type || undefined);
  return type ? taken.map(textOf) : byType(taken);
}

// Whatever was flashed: what shows it, a template or JSON, knows what to make of it.
const textOf = ([, message]: Flashed): string => message as string;

function byType(flashes: readonly Flashed[]): Record<string, string[]> {
  const types = new Map<string, string[]>();
  for (const flashed of flashes) {
    const type = nameOf(flashed[0]);
    types.set(type, [...(types.get(type) ?? []), textOf(flashed)]);
  }
  return Object.fromEntries(types);
}

// Another application's category may be an object that has no text of its own.
const nameOf = (category: unknown): string =>
  typeof category === "string" ? category : inspect(category);
