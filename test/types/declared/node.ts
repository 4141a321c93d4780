// node:http and fetch: the same declaration holds.
import "./data.ts";
import { createServer } from "node:http";
import { session as fetchSession } from "dewar/fetch";
import { session as nodeSession } from "dewar/node";

createServer(
  nodeSession({ secretKey: "key" })((req, res) => {
    req.session.username = "alice";
    // @ts-expect-error not its type
    req.session.visits = "1";
    // @ts-expect-error a typo
    res.end(req.session.usernmae);
  }),
);

export const handler: (request: Request) => Promise<Response> = fetchSession({ secretKey: "key" })(
  (request, session) => {
    session.cart = [request.url];
    // @ts-expect-error a typo
    session.crat = [];
    return new Response(session.get("username", "nobody"));
  },
);
