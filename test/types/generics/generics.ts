// For those who dislike declaration merging.
import { createServer } from "node:http";
import { SecureCookieSessionInterface, type Session } from "dewar";
import { session as express } from "dewar/express";
import { session as fetchSession } from "dewar/fetch";
import { session as node } from "dewar/node";

interface MyData {
  username: string;
  visits: number;
}

const sessions = new SecureCookieSessionInterface<MyData>({ secretKey: "key" });
const opened: Session<MyData> = sessions.openSession(null);
opened.visits = opened.get("visits", 0) + 1;
sessions.saveSession(opened, new Headers());
// @ts-expect-error not its type
opened.username = 1;
// @ts-expect-error a typo
opened.usernmae = "alice";

// A type of an alias does as well as an interface.
type Aliased = { theme: "dark" | "light" };
const themed = new SecureCookieSessionInterface<Aliased>({ secretKey: "key" }).openSession("");
themed.theme = "dark";
// @ts-expect-error not its type
themed.theme = "blue";

createServer(
  node<MyData>({ secretKey: "key" })((req, res) => {
    req.session.visits = 1;
    // @ts-expect-error not its type
    req.session.visits = "1";
    res.end();
  }),
);

fetchSession<MyData>({ secretKey: "key" })((_request, session) => {
  session.username = "alice";
  // @ts-expect-error a typo
  return new Response(session.usernmae);
});

express<MyData>({ secretKey: "key" });
