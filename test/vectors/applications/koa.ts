// What a vector asks, on Koa.
import type { Session } from "dewar";
import { session } from "dewar/koa";
import Koa from "koa";
import { runOps, Stop } from "../ops.ts";
import type { MakeApplication } from "../site.ts";

export const onKoa: MakeApplication = ({ options, ops, responseVary }, results) => {
  const app = new Koa();
  app.silent = true;
  app.use(session(options));
  app.use((ctx) => {
    for (const value of responseVary) ctx.append("Vary", value);
    if (ctx.path !== "/do") return;
    const view = {
      session: ctx.session as unknown as Session<Record<string, unknown>>,
      setCookie: (line: string) => ctx.append("Set-Cookie", line),
    };
    try {
      runOps(ops, view, results);
      ctx.body = "ok";
    } catch (error) {
      // What Koa answers to an error has no other headers than the session's.
      if (!(error instanceof Stop)) throw error;
      ctx.status = error.status;
      ctx.body = "stopped";
    }
  });
  return app.callback();
};
