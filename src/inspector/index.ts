/**
 * `dewar/inspector`: a page to look inside session cookies and tokens, for development. It works in the
 * browser only and makes no connections.
 * @module
 */
import { InspectorInProductionError, refuseInProduction } from "./production.ts";
import { respond, respondTo, type WritableResponse } from "./response.ts";

export type { WritableResponse };
export { InspectorInProductionError };

/** Answers a request of `node:http`, Express and the like with the page. */
export type InspectorListener = (
  request: { readonly method?: string | undefined },
  response: WritableResponse,
) => void;

/** What serves the page. */
export interface Inspector {
  /**
   * Makes a request listener, which is also a middleware. It answers on whatever path you put it.
   *
   * @throws {@link InspectorInProductionError} if NODE_ENV is "production"
   */
  (): InspectorListener;
  /**
   * Answers a web request with the page.
   *
   * @throws {@link InspectorInProductionError} if NODE_ENV is "production"
   */
  fetch(this: void, request: Request): Response;
}

refuseInProduction();

/**
 * The inspector: a page that shows a cookie's parts, its data with Python's types, its times, and
 * whether a key made its signature. It can also sign edited data. The key stays in the page's memory.
 *
 * It does not load if NODE_ENV is "production", so import it conditionally.
 *
 * @example
 * ```ts
 * if (process.env.NODE_ENV !== "production") {
 *   const { inspector } = await import("dewar/inspector");
 *   app.use("/__dewar", inspector());
 * }
 * ```
 */
export const inspector: Inspector = Object.assign(
  (): InspectorListener => {
    refuseInProduction();
    return respondTo;
  },
  {
    fetch(request: Request): Response {
      refuseInProduction();
      return respond(request);
    },
  },
);
