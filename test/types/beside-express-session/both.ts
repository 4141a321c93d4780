// An application that is on its way from express-session: req.session is the old one still.

import type { Session } from "dewar";
import { session, sessionOf } from "dewar/express/undeclared";
import type { RequestHandler } from "express";
import expressSession from "express-session";

declare module "express-session" {
  interface SessionData {
    username: string;
  }
}
declare module "dewar" {
  interface SessionData {
    username: string;
    visits: number;
  }
}

export const old: RequestHandler = expressSession({ secret: "old" });
export const added: RequestHandler = session({ secretKey: "new" }, { property: "flask" });

export const handler: RequestHandler = (req, res) => {
  const flask: Session = sessionOf(req, "flask");
  flask.username ??= req.session.username ?? "stranger";
  flask.visits = flask.get("visits", 0) + 1;
  // @ts-expect-error: a number here, as declared.
  flask.visits = "1";
  // @ts-expect-error: the old session has no such key.
  req.session.visits = 1;
  req.session.destroy(() => {
    res.send(flask.username);
  });
};

/** Data for one application alone. */
export const typed: Session<{ cart: string[] }> = sessionOf<{ cart: string[] }>({}, "flask");
