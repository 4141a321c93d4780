// Uses a little of every door, so that the compiler has to read all of the types.
import { createServer } from "node:http";
import {
  configFromEnv,
  generateSecretKey,
  SecureCookieSessionInterface,
  type Session,
} from "dewar";
import { session as express } from "dewar/express";
import { session as fetchSession } from "dewar/fetch";
import { SignatureExpired, URLSafeTimedSerializer } from "dewar/itsdangerous";
import { session as node } from "dewar/node";
import type { RequestHandler } from "express";

declare module "dewar" {
  interface SessionData {
    username: string;
    visits: number;
  }
}

const secretKey = generateSecretKey();
const sessions = new SecureCookieSessionInterface({
  secretKey,
  permanentSessionLifetime: { days: 7 },
});
const opened: Session = sessions.openSession("session=x");
const headers = new Headers();
opened.visits = opened.get("visits", 0) + 1;
sessions.saveSession(opened, headers);

export const middleware: RequestHandler = express(configFromEnv());
export const greet: RequestHandler = (req, res) => {
  req.session.username = "alice";
  req.session.flash("Logged in", "success");
  res.json(req.session.visits);
};
export const handler: (request: Request) => Promise<Response> = fetchSession({ secretKey })(
  (request, session) => new Response(`${request.url} ${session.username}`),
);
export const server = createServer(
  node({ secretKey })((req, res) => {
    res.end(req.session.username);
  }),
);

const tokens = new URLSafeTimedSerializer("secret-key", { salt: "activate" });
try {
  tokens.loads(tokens.dumps({ id: 7 }), { maxAge: 3600 });
} catch (error) {
  if (error instanceof SignatureExpired) console.log(error.dateSigned);
}
