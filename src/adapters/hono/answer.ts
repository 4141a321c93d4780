import type { Context } from "hono";
import { canBeCopied, copyOf } from "../../host/web/index.ts";

/** Answers with a response that has the session's headers. */
export function answer(c: Context, response: Response): void {
  if (response === c.res) return;
  // Hono copies the headers of the response before into the new one, over what is there.
  c.res = undefined;
  c.res = response;
  if (writesToResponses(c)) copyWhatFollows(c);
}

/** Changes the answer that Hono's `onError` gives, which no middleware sees: it is set when they have all ended. */
export function interceptAnswer(c: Context, change: (page: Response) => Response): void {
  onNextAnswer(c, (page) => {
    if (page !== undefined) answer(c, change(page));
  });
}

/** Lets Hono write into copies only, of what middleware around this one answers with. */
function copyWhatFollows(c: Context): void {
  onNextAnswer(c, (page) => {
    c.res = page && canBeCopied(page) ? copyOf(page) : page;
    copyWhatFollows(c);
  });
}

/** Calls a function with the response that is set next, in place of setting it. */
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

// By the class of contexts: an application has one version of Hono.
const writing = new WeakMap<object, boolean>();

/**
 * Whether this Hono writes the headers of the answer before into the response that takes its place,
 * as Hono 3 and the first of Hono 4 do. That response may be the answer to another visitor as well.
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
