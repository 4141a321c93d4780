// The contract's application on Elysia, for Bun and Node.
import { session } from "dewar/elysia";
import { contractApplication } from "dewar/testing";
import { Elysia, NotFoundError } from "elysia";
import { inCookies, type Sessions } from "./waiting-cookie.ts";
import { addHeadersAround, pathOf, responseOf, settled } from "./web-replies.ts";

type Handle = (request: Request) => Promise<Response>;

/** What goes around everything else, as tracing plugins do. */
const around =
  (handle: Handle): Handle =>
  async (request) => {
    const response = await handle(request);
    const changeable = new Response(response.body, response);
    addHeadersAround(request.url, changeable.headers);
    return changeable;
  };

/**
 * @param context - the `session` of dewar/context, where the runtime has AsyncLocalStorage
 * @param Application - Elysia of whichever version
 * @param sessions - where its sessions are
 */
export function elysiaApplication(
  context?: object,
  Application: typeof Elysia = Elysia,
  sessions: Sessions = inCookies,
) {
  const { options, answer, answerNow, answerError } = contractApplication;
  return new Application()
    .use(session(sessions(options.session)))
    .use(session(sessions(options.session)))
    .use(session(sessions(options.admin), { property: "admin" }))
    .use(session(sessions(options.keyless), { property: "keyless" }))
    .wrap(around as never)
    .onError(({ error, request, ...context }) => {
      if (error instanceof NotFoundError || !("session" in context)) return undefined;
      const { session } = context as unknown as { session: object };
      return new Response(answerError({ url: request.url, session }), { status: 500 });
    })
    .all("*", async (visited) => {
      const { request, session, admin, keyless, redirect } = visited;
      const assign = (value: unknown) => Object.assign(visited, { session: value });
      const visit = { url: pathOf(request.url), session, admin, keyless, assign };
      const reply = await settled(
        answerNow(visit) ?? (await answer(context ? { ...visit, context } : visit)),
      );
      if (reply.kind === "not-found") throw new NotFoundError();
      if (reply.kind === "redirect" && reply.headers.length === 0)
        return redirect(new URL(reply.location, request.url).href);
      return responseOf(reply, request);
    });
}
