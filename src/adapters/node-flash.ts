import type { IncomingHttpHeaders } from "node:http";
import { format } from "node:util";
import type { Session } from "../session/index.ts";
import { isUnseen } from "./port.ts";

const KEY = "_flashes";

type Flashed = readonly [type: string, message: string];

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
  const session = this.session as Session<Record<string, unknown>>;
  const flashed = (): Flashed[] => session.get(KEY, []) as Flashed[];
  const ofType = (): Flashed[] => flashed().filter(([category]) => category === type);
  if (type && message) {
    const messages = Array.isArray(message)
      ? (message as string[])
      : [values.length > 0 ? format(message, ...values) : (message as string)];
    for (const text of messages) session.flash(text, type);
    return ofType().length;
  }
  const taken = type ? ofType() : flashed();
  const seen = !isUnseen(this.method, (name) => this.headers[name]);
  if (seen && taken.length > 0) {
    const left = flashed().filter((each) => !taken.includes(each));
    if (left.length > 0) session.set(KEY, left);
    else session.delete(KEY);
  }
  return type ? taken.map(([, text]) => text) : byType(taken);
}

function byType(flashes: readonly Flashed[]): Record<string, string[]> {
  const types = new Map<string, string[]>();
  for (const [type, text] of flashes) types.set(type, [...(types.get(type) ?? []), text]);
  return Object.fromEntries(types);
}
