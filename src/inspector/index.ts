/**
 * `dewar/inspector`: a page to look inside of session cookies and tokens, for development. All of it
 * happens in the browser; the page has no connection to anywhere.
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
   * Makes a request listener, which is a middleware, too: it answers whatever path it is put on.
   *
   * @throws {@link InspectorInProductionError} when NODE_ENV is "production"
   */
  (): InspectorListener;
  /**
   * Answers a web request with the page.
   *
   * @throws {@link InspectorInProductionError} when NODE_ENV is "production"
   */
  fetch(this: void, request: Request): Response;
}

refuseInProduction();

/**
 * The inspector: a page that shows a cookie's parts, its data with Python's types, its times, whether
 * a key made its signature, and that signs what you edit. The key stays in the page's memory.
 *
 * It does not load where NODE_ENV is "production": import it where you know that it is not.
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
