import { SessionOptionsError } from "../session/index.ts";

const CALL_IT = "Call it: app.use(session({ secretKey: process.env.SECRET_KEY })).";

/** Members of requests and contexts that no options have: of Node, the fetch API, Koa, Hono, h3, SvelteKit, Astro. */
const OF_A_REQUEST = ["headers", "req", "request", "event"];

/**
 * Refuses anything but options. With `app.use(session)`, without the call, the framework passes a
 * request, which would never be answered.
 *
 * @throws {@link SessionOptionsError}
 */
export function refuseNonOptions(options: unknown): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new SessionOptionsError(
      `session expected options, got ${described(options)}. ${CALL_IT}`,
    );
  // Checked first, because Elysia's application has `headers`, too.
  if ("use" in options && typeof options.use === "function")
    throw new SessionOptionsError(`session expected options, got an application. ${CALL_IT}`);
  if (OF_A_REQUEST.some((name) => name in options && !(name in Object.prototype)))
    throw new SessionOptionsError(`session expected options, got a request. ${CALL_IT}`);
  if ("then" in options && typeof options.then === "function")
    throw new SessionOptionsError(
      "session expected options, got a promise. Wait for it: session(await options).",
    );
}

function described(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : typeof value === "string" ? "text" : typeof value;
}
