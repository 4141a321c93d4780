// What a vector asks, on Fastify.
import type { Session } from "dewar";
import { session } from "dewar/fastify";
import fastify from "fastify";
import { runOps, Stop } from "../ops.ts";
import type { MakeApplication } from "../site.ts";

export const onFastify: MakeApplication = async ({ options, ops, responseVary }, results) => {
  const app = fastify();
  app.register(session, options);
  app.addHook("onRequest", (_request, reply, done) => {
    if (responseVary.length > 0) reply.header("vary", responseVary);
    done();
  });
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Stop) reply.status(error.status).send("stopped");
    else reply.send(error);
  });
  app.get("/do", (request, reply) => {
    const view = {
      session: request.session as unknown as Session<Record<string, unknown>>,
      setCookie: (line: string) => void reply.header("set-cookie", line),
    };
    runOps(ops, view, results);
    reply.send("ok");
  });
  await app.ready();
  return app.routing;
};
