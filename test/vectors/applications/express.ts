// What a vector asks, on Express.
import type { Session } from "dewar";
import { session } from "dewar/express";
import express, { type ErrorRequestHandler, type Response } from "express";
import { runOps, Stop } from "../ops.ts";
import type { MakeApplication } from "../site.ts";

/** An application on Express 5, or what another version makes. */
export const onExpress =
  (create: typeof express = express): MakeApplication =>
  ({ options, ops, responseVary }, results) => {
    const app = create().disable("x-powered-by").disable("etag");
    app.use(session(options));
    app.use((_req, res, next) => {
      for (const value of responseVary) res.append("Vary", value);
      next();
    });
    app.get("/do", (req, res) => {
      const view = {
        session: req.session as unknown as Session<Record<string, unknown>>,
        setCookie: (line: string) => void res.append("Set-Cookie", line),
      };
      runOps(ops, view, results);
      res.send("ok");
    });
    app.use(stopped);
    return app;
  };

/** Flask's `abort` answers with a page of its own; everything else is left to Express. */
const stopped: ErrorRequestHandler = (error, _req, res: Response, next) => {
  if (error instanceof Stop) res.sendStatus(error.status);
  else next(error);
};
