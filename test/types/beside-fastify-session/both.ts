// An application that is on its way from @fastify/session: request.session is the old one still.
import cookie from "@fastify/cookie";
import fastifySession from "@fastify/session";
import { session, sessionOf } from "dewar/fastify/undeclared";
import fastify from "fastify";

declare module "fastify" {
  interface Session {
    username: string;
  }
}
declare module "dewar" {
  interface SessionData {
    username: string;
  }
}

const app = fastify();
app.register(cookie);
app.register(fastifySession, { secret: "0123456789abcdef0123456789abcdef" });
app.register(session, { secretKey: "new", property: "flask" });
app.get("/", async (request) => {
  const flask = sessionOf(request, "flask");
  flask.username = request.session.username;
  // @ts-expect-error: a text here, as declared.
  flask.username = 1;
  await request.session.destroy();
  return flask.username;
});
