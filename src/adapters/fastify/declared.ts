/**
 * `dewar/fastify`: sessions for Fastify 5 and 4, with `request.session` declared.
 * @module
 */
import type { Session } from "../../session/index.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The visitor's session. Flask: `flask.session`. */
    session: Session;
  }
}

export * from "./index.ts";
