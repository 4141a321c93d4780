// The contract's three sessions, and something around them that adds headers.
import { csrf } from "dewar/csrf";
import { session, sessionContext } from "dewar/react-router";
import { contractApplication } from "dewar/testing";
import { Outlet } from "react-router";
import { sessionsOfProcess } from "../../../contracts/sessions-of-process.ts";
import { addHeadersAround } from "../../../contracts/web-replies.ts";
import { options as csrfOptions, sameOrigin } from "../../protections.ts";
import type { Route } from "./+types/root";
import { adminContext, keylessContext, unsetContext } from "./contexts.ts";

const { options } = contractApplication;

const around: Route.MiddlewareFunction = async ({ request }, next) => {
  const response = await next();
  addHeadersAround(request.url, response.headers);
  return response;
};

export const middleware: Route.MiddlewareFunction[] = [
  around,
  session(sessionsOfProcess(options.session)),
  // A second one is the same session.
  session(sessionsOfProcess(options.session)),
  session(sessionsOfProcess(options.admin), { context: adminContext }),
  session(sessionsOfProcess(options.keyless), { context: keylessContext }),
  // Without a key, as where the build has no secrets. The build succeeds; a server in production does not.
  session({ cookie: { name: "unset" } }, { context: unsetContext }),
  sameOrigin.reactRouter,
  csrf({
    ...csrfOptions,
    session: ({ context }: Route.ActionArgs) => context.get(sessionContext),
  }).reactRouter,
];

export default function App() {
  return (
    <html lang="en">
      <body>
        <Outlet />
      </body>
    </html>
  );
}
