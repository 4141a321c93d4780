// What a vector asks, on h3.
import type { Session } from "dewar";
import { session } from "dewar/h3";
import { H3, HTTPError, toNodeHandler } from "h3";
import { runOps, Stop } from "../ops.ts";
import type { MakeApplication } from "../site.ts";

export const onH3: MakeApplication = ({ options, ops, responseVary }, results) => {
  const app = new H3({ silent: true }).use(session(options)).get("/do", (event) => {
    for (const value of responseVary) event.res.headers.append("Vary", value);
    const view = {
      session: event.context.session as unknown as Session<Record<string, unknown>>,
      setCookie: (line: string) => event.res.headers.append("Set-Cookie", line),
    };
    try {
      runOps(ops, view, results);
    } catch (error) {
      if (error instanceof Stop) throw new HTTPError({ status: error.status });
      throw error;
    }
    return "ok";
  });
  return toNodeHandler(app);
};
