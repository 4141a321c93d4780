// An application that is on its way from @fastify/secure-session: request.session is the old one still.
import secureSession from "@fastify/secure-session";
import { session, sessionOf } from "dewar/fastify/undeclared";
import fastify from "fastify";

declare module "@fastify/secure-session" {
  interface SessionData {
    username: string;
  }
}
declare module "dewar" {
  interface SessionData {
    username: string;
  }
}

const app = fastify();
app.register(secureSession, { key: Buffer.alloc(32) });
app.register(session, { secretKey: "new", property: "flask" });
app.get("/", async (request) => {
  const flask = sessionOf(request, "flask");
  flask.username = request.session.get("username") ?? "stranger";
  // @ts-expect-error: a text here, as declared.
  flask.username = 1;
  request.session.delete();
  return flask.username;
});
