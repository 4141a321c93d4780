// The contract's application on NestJS, which stands on Express or on Fastify. Decorators are called
// as the functions they are, since these sources are run without a compiler for them.
import "reflect-metadata";
import {
  All,
  type ArgumentsHost,
  Catch,
  Controller,
  Module,
  NotFoundException,
  Req,
  Res,
} from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { ExpressAdapter, type NestExpressApplication } from "@nestjs/platform-express";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import * as context from "dewar/context";
import { session as expressSession } from "dewar/express";
import { session as fastifySession } from "dewar/fastify";
import { type ContractReply, contractApplication } from "dewar/testing";
import type { Request, Response } from "express";
import type { FastifyReply } from "fastify";
import { send as sendWithExpress } from "./express-application.ts";
import { pluginOptions, send as sendWithFastify, type WithAll } from "./fastify-application.ts";
import { addHeadersAround } from "./node-server.ts";
import type { Started } from "./run-contract.ts";
import { inCookies, type Sessions } from "./waiting-cookie.ts";

const { options } = contractApplication;
const notFound = (): never => {
  throw new NotFoundException();
};

/** A module with one controller, whose one route answers everything. */
function moduleThatSends<Reply>(send: (reply: ContractReply, to: Reply) => unknown): object {
  class Contract {
    async visit(request: Request | WithAll, to: Reply): Promise<void> {
      const { url, session, admin, keyless } = request;
      const assign = (value: unknown) => Object.assign(request, { session: value });
      const visit = { url, session, admin, keyless, assign, context: context.session };
      const { answer, answerNow } = contractApplication;
      await send(answerNow(visit) ?? (await answer(visit)), to);
    }
  }
  const method = Object.getOwnPropertyDescriptor(Contract.prototype, "visit") ?? {};
  Reflect.defineMetadata("design:paramtypes", [Object, Object], Contract.prototype, "visit");
  Req()(Contract.prototype, "visit", 0);
  Res()(Contract.prototype, "visit", 1);
  All(":action/:reply")(Contract.prototype, "visit", method);
  Controller()(Contract);
  class Application {}
  Module({ controllers: [Contract] })(Application);
  return Application;
}

/** The application's own error page, which leaves to Nest what is an answer of Nest. */
class ErrorPage<Reply extends { status(code: number): { send(body: string): unknown } }> {
  readonly requestOf: (reply: Reply) => { url: string; session: object };

  constructor(requestOf: (reply: Reply) => { url: string; session: object }) {
    this.requestOf = requestOf;
  }

  catch(error: unknown, host: ArgumentsHost): unknown {
    const reply = host.switchToHttp().getResponse<Reply>();
    if (error instanceof NotFoundException) return reply.status(404).send("Not Found");
    return reply.status(500).send(contractApplication.answerError(this.requestOf(reply)));
  }
}
Catch()(ErrorPage);

/** @param sessions - where its sessions are */
export async function nestOnExpress(sessions: Sessions = inCookies): Promise<Started> {
  const module = moduleThatSends<Response>((reply, to) => sendWithExpress(reply, to, notFound));
  const app = await NestFactory.create<NestExpressApplication>(module, new ExpressAdapter(), {
    logger: false,
  });
  app.useGlobalFilters(new ErrorPage<Response>((response) => response.req));
  app.use((req: Request, res: Response, next: () => void) => {
    addHeadersAround(req.url, res);
    next();
  });
  app.use(expressSession(sessions(options.session)));
  app.use(expressSession(sessions(options.session)));
  app.use(expressSession(sessions(options.admin), { property: "admin" }));
  app.use(expressSession(sessions(options.keyless), { property: "keyless" }));
  await app.listen(0, "127.0.0.1");
  return { url: await app.getUrl(), close: () => app.close() };
}

/** @param sessions - where its sessions are */
export async function nestOnFastify(sessions: Sessions = inCookies): Promise<Started> {
  const module = moduleThatSends<FastifyReply>((reply, to) =>
    reply.kind === "not-found" ? notFound() : sendWithFastify(reply, to),
  );
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    logger: false,
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook("onSend", (request, reply, _payload, done) => {
      for (const [name, value] of contractApplication.headersAround(request.url))
        reply.header(name, value);
      done();
    });
  app.useGlobalFilters(new ErrorPage<FastifyReply>((reply) => reply.request));
  await app.register(fastifySession, pluginOptions(sessions(options.session)));
  await app.register(fastifySession, {
    ...pluginOptions(sessions(options.admin)),
    property: "admin",
  });
  await app.register(fastifySession, {
    ...pluginOptions(sessions(options.keyless)),
    property: "keyless",
  });
  await app.listen(0, "127.0.0.1");
  return { url: await app.getUrl(), close: () => app.close() };
}
