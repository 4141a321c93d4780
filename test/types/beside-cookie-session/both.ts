// An application that is on its way from cookie-session: req.session is the old one still.
import cookieSession from "cookie-session";
import { session, sessionOf } from "dewar/express/undeclared";
import type { RequestHandler } from "express";

declare module "dewar" {
  interface SessionData {
    username: string;
  }
}

export const old: RequestHandler = cookieSession({ keys: ["old"] });
export const added: RequestHandler = session({ secretKey: "new" }, { property: "flask" });

export const handler: RequestHandler = (req, res) => {
  const flask = sessionOf(req, "flask");
  flask.username = `${req.session?.["username"]}`;
  // @ts-expect-error: a text here, as declared.
  flask.username = 1;
  req.session = null;
  res.send(flask.username);
};
