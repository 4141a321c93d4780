// What a vector asks, on Hono.
import type { Session } from "dewar";
import { session } from "dewar/hono";
import { Hono } from "hono";
import { runOps, Stop } from "../ops.ts";
import type { MakeApplication } from "../site.ts";
import { listener } from "./web-listener.ts";

export const onHono: MakeApplication = ({ options, ops, responseVary }, results) => {
  const app = new Hono()
    .onError((error, c) => c.body(null, error instanceof Stop ? (error.status as 404) : 500))
    .use(session(options))
    .get("/do", (c) => {
      for (const value of responseVary) c.header("Vary", value, { append: true });
      const view = {
        session: c.var.session as unknown as Session<Record<string, unknown>>,
        setCookie: (line: string) => c.header("Set-Cookie", line, { append: true }),
      };
      runOps(ops, view, results);
      return c.text("ok");
    });
  return listener(app.fetch);
};
