// The contract's application on h3.
import { session } from "dewar/h3";
import { contractApplication } from "dewar/testing";
import { H3, redirect } from "h3";
import { inCookies, type Sessions } from "./waiting-cookie.ts";
import { bodyOf, settled } from "./web-replies.ts";

declare module "h3" {
  interface H3EventContext {
    admin: object;
    keyless: object;
  }
}

/**
 * @param context - the `session` of dewar/context, where the runtime has AsyncLocalStorage
 * @param sessions - where its sessions are
 */
export function h3Application(context?: object, sessions: Sessions = inCookies): H3 {
  const { options, answer, answerNow, answerError, headersAround } = contractApplication;
  const app = new H3({
    silent: true,
    onError(error, { url, context }) {
      if (error.status === 404) return undefined;
      const visit = { url: url.pathname + url.search, session: context.session };
      return new Response(answerError(visit), { status: 500 });
    },
  });
  app.use(async (event, next) => {
    const value = await next();
    const { pathname, search } = event.url;
    for (const [name, text] of headersAround(pathname + search))
      event.res.headers.append(name, text);
    return value;
  });
  app.use(session(sessions(options.session)));
  app.use(session(sessions(options.session)));
  app.use(session(sessions(options.admin), { property: "admin" }));
  app.use(session(sessions(options.keyless), { property: "keyless" }));
  app.use(async (event) => {
    const { session, admin, keyless } = event.context;
    const assign = (value: unknown) => Object.assign(event.context, { session: value });
    const visit = { url: event.url.pathname + event.url.search, session, admin, keyless, assign };
    const reply = await settled(
      answerNow(visit) ?? (await answer(context ? { ...visit, context } : visit)),
    );
    if (reply.kind === "response") return reply.response;
    if (reply.kind === "error") throw reply.error;
    if (reply.kind === "not-found") return undefined;
    for (const [name, value] of reply.headers) event.res.headers.append(name, value);
    if (reply.kind === "redirect") return redirect(reply.location);
    if (reply.kind === "callback") throw new TypeError("expected a settled reply");
    if (reply.kind !== "text") return bodyOf(reply.chunks);
    event.res.status = reply.status;
    return reply.body;
  });
  return app;
}
