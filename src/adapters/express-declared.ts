/**
 * `dewar/express`: sessions for Express 5 and 4, with `req.session` declared.
 * @module
 */
import type { Session } from "../session/index.ts";
import type { ConnectFlash } from "./node-flash.ts";

declare global {
  namespace Express {
    interface Request extends ConnectFlash {
      /** The visitor's session. Flask: `flask.session`. */
      session: Session;
    }
  }
}

export * from "./express.ts";
