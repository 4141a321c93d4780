// What a vector asks, on Elysia.
import type { Session } from "dewar";
import { session } from "dewar/elysia";
import { Elysia } from "elysia";
import { runOps, Stop } from "../ops.ts";
import type { MakeApplication } from "../site.ts";
import { listener } from "./web-listener.ts";

export const onElysia: MakeApplication = ({ options, ops, responseVary }, results) => {
  const app = new Elysia()
    .use(session(options))
    .onError(({ code, error, status }) => {
      if (code === "NOT_FOUND") return undefined;
      return status(error instanceof Stop ? error.status : 500, "stopped");
    })
    .get("/do", ({ session }) => {
      const headers = new Headers(responseVary.map((value): [string, string] => ["Vary", value]));
      const view = {
        session: session as unknown as Session<Record<string, unknown>>,
        setCookie: (line: string) => headers.append("Set-Cookie", line),
      };
      runOps(ops, view, results);
      return new Response("ok", { headers });
    });
  return listener(app.fetch);
};
