// The contract's application on Express, of whichever version.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as context from "dewar/context";
import { session } from "dewar/express";
import { type ContractReply, contractApplication } from "dewar/testing";
import type { Application, Response } from "express";
import { addHeadersAround } from "./node-server.ts";

declare global {
  namespace Express {
    interface Request {
      admin: object;
      keyless: object;
    }
  }
}

/** Puts the contract's application on it; the application runs with `dewar/context`. */
export function contractOn<App extends Application>(app: App): App {
  const { options, answer } = contractApplication;
  app.set("env", "test");
  app.disable("x-powered-by");
  app.disable("etag");
  app.use((req, res, next) => {
    addHeadersAround(req.url, res);
    next();
  });
  app.use(session(options.session));
  app.use(session(options.admin, { property: "admin" }));
  app.use(session(options.keyless, { property: "keyless" }));
  // Express 4 does not wait for promises.
  app.use((req, res, next) => {
    const { url, session, admin, keyless } = req;
    answer({ url, session, admin, keyless, context: context.session })
      .then((reply) => send(reply, res, next))
      .catch(next);
  });
  return app;
}

/** Sends a reply as Express does. */
export async function send(reply: ContractReply, res: Response, next: () => void): Promise<void> {
  if (reply.kind === "error") throw reply.error;
  if (reply.kind === "not-found") return next();
  for (const [name, value] of reply.headers) res.append(name, value);
  if (reply.kind === "redirect") return res.redirect(reply.location);
  if (reply.kind === "text") return void res.status(reply.status).send(reply.body);
  if (reply.kind === "early-head") res.writeHead(200, { "content-type": "text/plain" });
  await pipeline(Readable.from(reply.chunks), res);
}
