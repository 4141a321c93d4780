import type { SessionInterface } from "../../policy/index.ts";
import type { Session } from "../../session/index.ts";
import { sessionInPlace } from "../index.ts";

// The sessions of the handlers that are running for a request, by their names.
const held = new WeakMap<Request, Map<string, object>>();

/** The same session, if an outer handler has opened it. The outer handler saves it. */
export function sessionAround<Data>(
  sessions: SessionInterface<Data>,
  request: Request,
  property: string,
): Session<Data> | undefined {
  const found = held.get(request)?.get(property);
  return sessionInPlace(found, sessions, request, `"${property}"`);
}

/**
 * Runs a handler whose session {@link sessionAround} finds for handlers inside it. A handler that gets
 * the same request later opens its own session, because this one is saved by then.
 */
export async function withSessionAround<Result>(
  request: Request,
  property: string,
  session: object,
  run: () => Promise<Result>,
): Promise<Result> {
  const names = held.get(request) ?? new Map<string, object>();
  const before = names.get(property);
  held.set(request, names.set(property, session));
  try {
    return await run();
  } finally {
    if (before === undefined) names.delete(property);
    else names.set(property, before);
  }
}
