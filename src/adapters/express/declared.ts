/**
 * `dewar/express`: sessions for Express 5 and 4, with `req.session` declared.
 * @module
 */
import type { ConnectFlash } from "../../host/node/index.ts";
import type { Session } from "../../session/index.ts";

declare global {
  namespace Express {
    interface Request extends ConnectFlash {
      /** The visitor's session. Flask: `flask.session`. */
      session: Session;
    }
  }
}

export * from "./index.ts";
