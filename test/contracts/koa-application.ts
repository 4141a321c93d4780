// The contract's application on Koa.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as context from "dewar/context";
import { session } from "dewar/koa";
import { type ContractReply, contractApplication } from "dewar/testing";
import Koa, { type Context } from "koa";
import { addHeadersAround } from "./node-server.ts";
import { inCookies, type Sessions } from "./waiting-cookie.ts";

/**
 * The contract's application; it runs with `dewar/context`.
 *
 * @param Application - Koa of whichever version
 * @param sessions - where its sessions are
 */
export function koaApplication(Application: typeof Koa = Koa, sessions: Sessions = inCookies): Koa {
  const { options, answer, answerNow, answerError } = contractApplication;
  const app = new Application();
  app.silent = true;
  app.use((ctx, next) => {
    addHeadersAround(ctx.url, ctx.res);
    return next();
  });
  // The application's own error page.
  app.use(async (ctx, next) => {
    try {
      await next();
    } catch {
      ctx.status = 500;
      ctx.body = answerError(ctx);
    }
  });
  app.use(session(sessions(options.session)));
  app.use(session(sessions(options.session)));
  app.use(session(sessions(options.admin), { property: "admin" }));
  app.use(session(sessions(options.keyless), { property: "keyless" }));
  app.use(async (ctx) => {
    const { url, session, admin, keyless } = ctx as typeof ctx & { admin: object; keyless: object };
    const assign = (value: unknown) => Object.assign(ctx, { session: value });
    const visit = { url, session, admin, keyless, assign, context: context.session };
    await send(answerNow(visit) ?? (await answer(visit)), ctx, Application === Koa);
  });
  return app;
}

async function send(reply: ContractReply, ctx: Context, takesResponses: boolean): Promise<void> {
  if (reply.kind === "error") throw reply.error;
  if (reply.kind === "not-found") return;
  if (reply.kind === "response") {
    // Koa 2 has no web responses.
    if (takesResponses) ctx.body = reply.response;
    else ctx.status = 204;
    return;
  }
  for (const [name, value] of reply.headers) ctx.append(name, value);
  if (reply.kind === "redirect") {
    ctx.redirect(reply.location);
  } else if (reply.kind === "text") {
    ctx.status = reply.status;
    ctx.body = reply.body;
  } else if (reply.kind === "callback") {
    await new Promise<void>(reply.schedule);
    ctx.body = reply.body;
  } else if (reply.kind === "stream") {
    ctx.body = Readable.from(reply.chunks);
  } else {
    ctx.status = 200;
    ctx.respond = false;
    ctx.res.flushHeaders();
    pipeline(Readable.from(reply.chunks), ctx.res).catch((error: Error) => ctx.res.destroy(error));
  }
}
