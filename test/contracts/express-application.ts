// The contract's application on Express, of whichever version.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as context from "dewar/context";
import { session } from "dewar/express";
import { type ContractReply, type ContractVisit, contractApplication } from "dewar/testing";
import type { Application, ErrorRequestHandler, Request, Response } from "express";
import { addHeadersAround } from "./node-server.ts";
import { inCookies, type Sessions } from "./waiting-cookie.ts";

declare global {
  namespace Express {
    interface Request {
      admin: object;
      keyless: object;
    }
  }
}

/**
 * Puts the contract's application on it; the application runs with `dewar/context`.
 *
 * @param app - of whichever version of Express
 * @param sessions - where its sessions are
 */
export function contractOn<App extends Application>(app: App, sessions: Sessions = inCookies): App {
  const { options, answer, answerNow, answerError } = contractApplication;
  app.set("env", "test");
  app.disable("x-powered-by");
  app.disable("etag");
  app.use((req, res, next) => {
    addHeadersAround(req.url, res);
    next();
  });
  app.use(session(sessions(options.session)));
  // A second one is the same session: an application and its router may both have it.
  app.use(session(sessions(options.session)));
  app.use(session(sessions(options.admin), { property: "admin" }));
  app.use(session(sessions(options.keyless), { property: "keyless" }));
  // Express 4 does not wait for promises.
  app.use((req, res, next) => {
    const visit = visitOf(req);
    const now = answerNow(visit);
    if (now !== undefined) return void send(now, res, next);
    answer(visit)
      .then((reply) => send(reply, res, next))
      .catch(next);
  });
  app.use(((_error, req, res, _next) => {
    res.status(500).send(answerError(req));
  }) satisfies ErrorRequestHandler);
  return app;
}

/** A visit of the contract. */
export function visitOf(req: Request): ContractVisit {
  const { url, session, admin, keyless } = req;
  const assign = (value: unknown) => Object.assign(req, { session: value });
  return { url, session, admin, keyless, assign, context: context.session };
}

/** Sends a reply as Express does. */
export async function send(reply: ContractReply, res: Response, next: () => void): Promise<void> {
  if (reply.kind === "error") throw reply.error;
  if (reply.kind === "not-found") return next();
  if (reply.kind === "response") return void res.status(204).end();
  for (const [name, value] of reply.headers) res.append(name, value);
  if (reply.kind === "redirect") return res.redirect(reply.location);
  if (reply.kind === "text") return void res.status(reply.status).send(reply.body);
  if (reply.kind === "callback") return reply.schedule(() => res.send(reply.body));
  if (reply.kind === "early-head") res.writeHead(200, { "content-type": "text/plain" });
  await pipeline(Readable.from(reply.chunks), res);
}
