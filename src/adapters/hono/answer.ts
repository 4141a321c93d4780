import type { Context } from "hono";
import { canBeCopied, copyOf } from "../../host/web/index.ts";

/** Replaces the response by one that has the session's headers. */
export function answer(c: Context, response: Response): void {
  if (response === c.res) return;
  // Hono copies the headers of the old response into the new one and overwrites those there.
  c.res = undefined;
  c.res = response;
  if (writesToResponses(c)) copyWhatFollows(c);
}

/** Changes the response of Hono's `onError`. No middleware sees that response: Hono sets it after all have ended. */
export function interceptAnswer(c: Context, change: (page: Response) => Response): void {
  onNextAnswer(c, (page) => {
    if (page !== undefined) answer(c, change(page));
  });
}

/** Makes Hono write only into copies of the responses that outer middleware sets. */
function copyWhatFollows(c: Context): void {
  onNextAnswer(c, (page) => {
    c.res = page && canBeCopied(page) ? copyOf(page) : page;
    copyWhatFollows(c);
  });
}

/** Calls a function with the next response that is set, instead of setting it. */
function onNextAnswer(c: Context, set: (page: Response | undefined) => void): void {
  Object.defineProperty(c, "res", {
    configurable: true,
    get: () => Reflect.get(Object.getPrototypeOf(c), "res", c),
    set(page: Response | undefined) {
      Reflect.deleteProperty(c, "res");
      set(page);
    },
  });
}

// Kept for each class of contexts: an application has one version of Hono.
const writing = new WeakMap<object, boolean>();

/**
 * Whether this Hono writes the headers of the old response into its replacement, as Hono 3 and early
 * versions of Hono 4 do. The replacement may go to another visitor as well.
 */
function writesToResponses(c: Context): boolean {
  const ContextClass = c.constructor as new (request: Request) => Context;
  const known = writing.get(ContextClass);
  if (known !== undefined) return known;
  const probe = new ContextClass(c.req.raw);
  probe.res = new Response(null, { headers: { "x-before": "1" } });
  const next = new Response(null);
  probe.res = next;
  const writes = next.headers.has("x-before");
  writing.set(ContextClass, writes);
  return writes;
}
