// The contract's application on Hono, for every runtime it runs on.
import { type SessionVariables, session } from "dewar/hono";
import { type ContractHeader, contractApplication } from "dewar/testing";
import { type Context, Hono } from "hono";
import { stream } from "hono/streaming";
import { inCookies, type Sessions } from "./waiting-cookie.ts";
import { pathOf, settled } from "./web-replies.ts";

const append = (c: Context, headers: readonly ContractHeader[]): void => {
  for (const [name, value] of headers) c.header(name, value, { append: true });
};

/**
 * @param context - the `session` of dewar/context, where the runtime has AsyncLocalStorage
 * @param Application - Hono of whichever version
 * @param sessions - where its sessions are
 */
export function honoApplication(
  context?: object,
  Application: typeof Hono = Hono,
  sessions: Sessions = inCookies,
): Hono<{ Variables: SessionVariables }> {
  const { options, answer, answerNow, answerError, headersAround } = contractApplication;
  const app = new Application<{ Variables: SessionVariables }>();
  app.onError((_error, c) => {
    const { session } = c.var;
    return c.text(answerError({ url: pathOf(c.req.url), session }), 500);
  });
  app.use("*", async (c, next) => {
    await next();
    append(c, headersAround(pathOf(c.req.url)));
  });
  app
    .use(session(sessions(options.session)))
    .use(session(sessions(options.session)))
    .use(session(sessions(options.admin), { property: "admin" }))
    .use(session(sessions(options.keyless), { property: "keyless" }))
    .all("*", async (c) => {
      const { session, admin, keyless } = c.var;
      const assign = (value: unknown) => c.set("session", value as never);
      const visit = { url: pathOf(c.req.url), session, admin, keyless, assign };
      const reply = await settled(
        answerNow(visit) ?? (await answer(context ? { ...visit, context } : visit)),
      );
      if (reply.kind === "response") return reply.response;
      if (reply.kind === "callback") throw new TypeError("expected a settled reply");
      if (reply.kind === "error") throw reply.error;
      if (reply.kind === "not-found") return c.notFound();
      append(c, reply.headers);
      if (reply.kind === "redirect") return c.redirect(reply.location);
      if (reply.kind === "text")
        return reply.status === 304 ? c.body(null, 304) : c.text(reply.body, reply.status as 200);
      return stream(c, async (body) => {
        for await (const chunk of reply.chunks) await body.write(chunk);
      });
    });
  return app;
}
