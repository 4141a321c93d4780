import type { Context } from "hono";
import { canBeCopied, copyOf, type Waited } from "../../host/web/index.ts";

/** Replaces the response by one that has the session's headers. */
export function answer(c: Context, response: Response): void {
  if (response === c.res) return;
  // Hono copies the headers of the old response into the new one and overwrites those there.
  c.res = undefined;
  c.res = response;
  if (writesToResponses(c)) copyWhatFollows(c);
}

/** Changes the response of Hono's `onError`. No middleware sees that response: Hono sets it after all have ended. */
export function interceptAnswer(c: Context, change: (page: Response) => Waited<Response>): void {
  onNextAnswer(c, (page) => {
    if (page === undefined) return;
    const changed = change(page);
    if (changed instanceof Promise)
      holdBack(
        c,
        changed.then((response) => answer(c, response)),
      );
    else answer(c, changed);
  });
}

/**
 * Makes Hono wait before outer middleware goes on. Hono's asynchronous function returns the context
 * right after it has set the error page, and such a function waits for what has a `then`.
 */
function holdBack(c: Context, until: Promise<void>): void {
  // biome-ignore lint/suspicious/noThenProperty: it is there until the wait is over, and is meant to be found
  Object.defineProperty(c, "then", {
    configurable: true,
    value(resolve: (c: Context) => void, reject: (error: unknown) => void) {
      Reflect.deleteProperty(c, "then");
      until.then(() => resolve(c), reject);
    },
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
