// What a vector asks, on dewar/fetch.
import type { Session } from "dewar";
import { session } from "dewar/fetch";
import { runOps, Stop } from "../ops.ts";
import type { MakeApplication } from "../site.ts";
import { listener } from "./web-listener.ts";

export const onFetch: MakeApplication = ({ options, ops, responseVary }, results) => {
  const stopped = (error: unknown) =>
    new Response(null, { status: error instanceof Stop ? error.status : 500 });
  const answer = session(options, { onError: stopped })((request, session) => {
    const headers = new Headers(responseVary.map((value): [string, string] => ["Vary", value]));
    if (new URL(request.url).pathname !== "/do") return new Response(null, { status: 404 });
    const view = {
      session: session as unknown as Session<Record<string, unknown>>,
      setCookie: (line: string) => headers.append("Set-Cookie", line),
    };
    runOps(ops, view, results);
    return new Response("ok", { headers });
  });
  return listener(answer);
};
