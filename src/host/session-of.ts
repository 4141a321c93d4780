import { isSession, type Session, type SessionData, SessionError } from "../session/index.ts";
import { placeOf } from "./session-place.ts";

/** {@link sessionOf} was called for a session that is not on the request. */
export class NoSessionError extends SessionError {
  override name = "NoSessionError";
  override readonly code = "ERR_SESSION_NOT_ON_REQUEST";
  /** @param property - the name that was asked for */
  constructor(property: string) {
    const name = JSON.stringify(property);
    super(
      `sessionOf() expected a request with a dewar session called ${name}, got one without. Put ` +
        `session(options${property === "session" ? "" : `, { property: ${name} }`}) before the code ` +
        "that asks for it, and pass the object that your framework gives to handlers.",
    );
  }
}

/**
 * The session of a request, whatever type `req.session` has. Use it if another package declares
 * `req.session`, too, such as express-session while you move away from it.
 *
 * @param request - the framework's own object: Express' or Node's request, Fastify's request, Koa's
 * context
 * @param property - the session's name. Default `"session"`
 * @returns the session; after `regenerate()`, the new one
 * @throws NoSessionError (code `ERR_SESSION_NOT_ON_REQUEST`) if the request has no session of this name
 * @example
 * ```ts
 * import express from "express";
 * import { session, sessionOf } from "dewar/express/undeclared";
 *
 * const app = express();
 * app.use(session({ secretKey: process.env.SECRET_KEY }, { property: "flask" }));
 * app.get("/", (req, res) => {
 *   res.send(`Hello ${sessionOf(req, "flask").get("username", "stranger")}`);
 * });
 * ```
 */
export function sessionOf<Data = SessionData>(
  request: object,
  property = "session",
): Session<Data> {
  // What another copy of this package attached is found under its name.
  const session: unknown =
    placeOf(request, property)?.current ?? (request as Record<string, unknown>)[property];
  if (!isSession(session)) throw new NoSessionError(property);
  return session as Session<Data>;
}
