// The contract's application on Fastify.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as context from "dewar/context";
import { type FastifySessionOptions, session } from "dewar/fastify";
import { type ContractReply, contractApplication } from "dewar/testing";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Started } from "./run-contract.ts";
import { inCookies, type Sessions } from "./waiting-cookie.ts";

/** A request that has all three sessions. */
export type WithAll = FastifyRequest & { admin: object; keyless: object };

/** The options of the plugin, wherever its sessions are. */
export function pluginOptions(source: ReturnType<Sessions>): FastifySessionOptions {
  return "openSession" in source ? { sessionInterface: source } : source;
}

/**
 * The contract's application; it runs with `dewar/context`.
 *
 * @param create - makes a Fastify of whichever version
 * @param sessions - where its sessions are
 */
export function fastifyApplication(
  create: () => FastifyInstance = fastify,
  sessions: Sessions = inCookies,
): FastifyInstance {
  const { options, answer, answerNow, answerError, headersAround } = contractApplication;
  const app = create();
  app.addHook("onSend", (request, reply, _payload, done) => {
    for (const [name, value] of headersAround(request.url)) reply.header(name, value);
    done();
  });
  app.register(session, pluginOptions(sessions(options.session)));
  app.register(session, {
    ...pluginOptions(sessions(options.admin)),
    property: "admin",
  });
  app.register(session, {
    ...pluginOptions(sessions(options.keyless)),
    property: "keyless",
  });
  app.setErrorHandler((_error, request, reply) => {
    reply.status(500).send(answerError(request));
  });
  app.all("/*", (request, reply) => {
    const { url, session, admin, keyless } = request as WithAll;
    const assign = (value: unknown) => Object.assign(request, { session: value });
    const visit = { url, session, admin, keyless, assign, context: context.session };
    const now = answerNow(visit);
    if (now !== undefined) return void send(now, reply);
    return answer(visit).then((answered) => send(answered, reply));
  });
  return app;
}

/** Fastify on a free port of loopback. */
export async function listening(app: FastifyInstance): Promise<Started> {
  return { url: await app.listen({ host: "127.0.0.1", port: 0 }), close: () => app.close() };
}

/** Sends a reply as Fastify does. */
export function send(reply: ContractReply, to: FastifyReply): FastifyReply {
  if (reply.kind === "error") throw reply.error;
  if (reply.kind === "not-found") {
    to.callNotFound();
    return to;
  }
  if (reply.kind === "response") return to.send(reply.response);
  for (const [name, value] of reply.headers) {
    const before = name.toLowerCase() === "set-cookie" ? undefined : to.getHeader(name);
    to.header(name, before === undefined ? value : [before, value].flat());
  }
  if (reply.kind === "redirect") return to.status(302).redirect(reply.location);
  if (reply.kind === "text") return to.status(reply.status).send(reply.body);
  if (reply.kind === "callback") {
    reply.schedule(() => to.send(reply.body));
    return to;
  }
  if (reply.kind === "stream") return to.send(Readable.from(reply.chunks));
  to.hijack();
  for (const [name, value] of Object.entries(to.getHeaders())) to.raw.setHeader(name, value ?? "");
  to.raw.writeHead(200);
  pipeline(Readable.from(reply.chunks), to.raw).catch((error: Error) => to.raw.destroy(error));
  return to;
}
