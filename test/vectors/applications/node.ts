// What a vector asks, on plain node:http.
import type { Session } from "dewar";
import { session } from "dewar/node";
import { runOps, Stop } from "../ops.ts";
import type { MakeApplication } from "../site.ts";

export const onNode: MakeApplication = ({ options, ops, responseVary }, results) =>
  session(options)((req, res) => {
    for (const value of responseVary) res.appendHeader("Vary", value);
    if (req.url !== "/do") return void res.writeHead(404).end();
    const view = {
      session: req.session as unknown as Session<Record<string, unknown>>,
      setCookie: (line: string) => void res.appendHeader("Set-Cookie", line),
    };
    try {
      runOps(ops, view, results);
      res.end("ok");
    } catch (error) {
      res.writeHead(error instanceof Stop ? error.status : 500).end();
    }
  });
