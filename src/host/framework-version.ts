import { SessionError } from "../session/index.ts";

/** An adapter got a version of its framework that it does not support. */
export class FrameworkVersionError extends SessionError {
  override name = "FrameworkVersionError";
  override readonly code = "ERR_SESSION_FRAMEWORK_VERSION";
}

// The shape of the object shows the framework's version. package.json cannot be read on edge runtimes
// and in bundles.

/** @throws {@link FrameworkVersionError} for an event of h3 1, whose `req` is Node's */
export function needsH3Of2(event: { readonly req: { readonly headers: object } }): void {
  const { get } = event.req.headers as { readonly get?: unknown };
  if (typeof get === "function") return;
  throw new FrameworkVersionError(
    "dewar/h3 needs h3 2; this is h3 1 (Nuxt 4 and Nitro 2 have it). Move to h3 2 or Nitro 3, or open " +
      "and save the session yourself: openSession(event.node.req.headers.cookie) and saveSession of " +
      "SecureCookieSessionInterface.",
  );
}

/** @throws {@link FrameworkVersionError} for a context of Hono 2, whose `req` is the request itself */
export function needsHonoOf3(context: { readonly req: { readonly raw: unknown } }): void {
  if (context.req.raw !== undefined) return;
  throw new FrameworkVersionError("dewar/hono needs Hono 3 or 4; this is Hono 2. Update hono.");
}

/** @throws {@link FrameworkVersionError} for an application of Elysia before 1.1, without `wrap` */
export function needsElysiaOf1_1(app: { readonly wrap?: unknown }): void {
  if (typeof app.wrap === "function") return;
  throw new FrameworkVersionError(
    "dewar/elysia needs Elysia 1.1 or later; this is an earlier one, which has no app.wrap(). Update " +
      "elysia.",
  );
}
