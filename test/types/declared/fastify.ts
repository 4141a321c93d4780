// Fastify: request.session is the declared session, also in typed routes.
import "./data.ts";
import { SecureCookieSessionInterface } from "dewar";
import { session } from "dewar/fastify";
import fastify from "fastify";

const app = fastify();
app.register(session, { secretKey: "key", property: "session" });
app.register(session, { sessionInterface: new SecureCookieSessionInterface({ secretKey: "key" }) });
// @ts-expect-error options that there are not
app.register(session, { secret: "key" });
app.get<{ Querystring: { name: string } }>("/", async (request) => {
  request.session.username = request.query.name;
  // @ts-expect-error not its type
  request.session.username = 1;
  // @ts-expect-error a typo
  request.session.usernmae = "alice";
  const done: Promise<void> = request.session.regenerate();
  // biome-ignore lint/suspicious/noConfusingVoidType: what the form with a callback gives
  const called: void = request.session.regenerate((_error?: unknown) => {});
  return [await done, called];
});
