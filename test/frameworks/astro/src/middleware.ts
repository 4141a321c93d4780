// The contract's three sessions, and something around them that adds headers.
import { defineMiddleware, sequence } from "astro:middleware";
import { session } from "dewar/astro";
import { contractApplication } from "dewar/testing";
import { sessionsOfProcess } from "../../../contracts/sessions-of-process.ts";
import { addHeadersAround } from "../../../contracts/web-replies.ts";
import { sameOrigin, tokens } from "../../protections.ts";

const { options } = contractApplication;

const around = defineMiddleware(async ({ request }, next) => {
  const response = await next();
  addHeadersAround(request.url, response.headers);
  return response;
});

/** Asks for another page once there is an answer, as applications do for pages that are not there. */
const rewriteAfter = defineMiddleware(async ({ rewrite, url }, next) => {
  const response = await next();
  return url.pathname === "/lost" ? rewrite("/rewritten?how=both") : response;
});

/** Goes on with another page than was asked for. */
const rewriteBefore = defineMiddleware(({ locals, rewrite, url }, next) => {
  if (!url.pathname.startsWith("/moved")) return next();
  locals.session["before"] = "rewrite";
  return url.pathname === "/moved" ? rewrite("/rewritten?how=both") : next("/rewritten?how=both");
});

export const onRequest = sequence(
  around,
  rewriteAfter,
  session(sessionsOfProcess(options.session)),
  // A second one is the same session.
  session(sessionsOfProcess(options.session)),
  session(sessionsOfProcess(options.admin), { property: "admin" }),
  session(sessionsOfProcess(options.keyless), { property: "keyless" }),
  // Without a key, as where the build has no secrets. The build succeeds; a server in production does not.
  session({ cookie: { name: "unset" } }, { property: "unset" }),
  sameOrigin.astro,
  tokens.astro,
  rewriteBefore,
);
