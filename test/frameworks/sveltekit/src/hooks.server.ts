// The contract's three sessions, and something around them that adds headers.
import { type Handle, type HandleServerError, redirect } from "@sveltejs/kit";
import { sequence } from "@sveltejs/kit/hooks";
import { session } from "dewar/sveltekit";
import { contractApplication } from "dewar/testing";
import { sessionsOfProcess } from "../../../contracts/sessions-of-process.ts";
import { addHeadersAround, pathOf } from "../../../contracts/web-replies.ts";
import { sameOrigin, tokens } from "../../protections.ts";

const { options, answerError } = contractApplication;

const around: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  addHeadersAround(event.request.url, response.headers);
  return response;
};

/** A hook that turns visitors away, as the guards of applications do. */
const guard: Handle = ({ event, resolve }) => {
  if (event.url.pathname !== "/guarded") return resolve(event);
  event.locals.session.flash("Please log in", "error");
  redirect(303, "/read/text");
};

export const handle = sequence(
  around,
  session(sessionsOfProcess(options.session)),
  // A second one is the same session.
  session(sessionsOfProcess(options.session)),
  session(sessionsOfProcess(options.admin), { property: "admin" }),
  session(sessionsOfProcess(options.keyless), { property: "keyless" }),
  // Without a key, as where the build has no secrets. The build succeeds; a server in production does not.
  session({ cookie: { name: "unset" } }, { property: "unset" }),
  sameOrigin.sveltekit,
  tokens.sveltekit,
  guard,
);

/** What stands on the page of `error.html`. */
export const handleError: HandleServerError = ({ event, status, message }) => {
  if (status === 404) return { message };
  const { session } = event.locals;
  return { message: answerError({ url: pathOf(event.request.url), session }) };
};
