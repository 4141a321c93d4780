// The contract's application on Elysia, for Bun and Node.
import { session } from "dewar/elysia";
import { contractApplication } from "dewar/testing";
import { Elysia, NotFoundError } from "elysia";
import { addHeadersAround, pathOf, responseOf } from "./web-replies.ts";

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

/** @param context - the `session` of dewar/context, where the runtime has AsyncLocalStorage */
export function elysiaApplication(context?: object) {
  const { options, answer } = contractApplication;
  return new Elysia()
    .use(session(options.session))
    .use(session(options.admin, { property: "admin" }))
    .use(session(options.keyless, { property: "keyless" }))
    .wrap(around as never)
    .all("*", async ({ request, session, admin, keyless, redirect }) => {
      const visit = { url: pathOf(request.url), session, admin, keyless };
      const reply = await answer(context ? { ...visit, context } : visit);
      if (reply.kind === "not-found") throw new NotFoundError();
      if (reply.kind === "redirect" && reply.headers.length === 0)
        return redirect(new URL(reply.location, request.url).href);
      return responseOf(reply, request);
    });
}
