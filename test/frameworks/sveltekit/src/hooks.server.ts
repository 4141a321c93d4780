// The contract's three sessions, and something around them that adds headers.
import { type Handle, redirect } from "@sveltejs/kit";
import { sequence } from "@sveltejs/kit/hooks";
import { session } from "dewar/sveltekit";
import { contractApplication } from "dewar/testing";
import { addHeadersAround } from "../../../contracts/web-replies.ts";

const { options } = contractApplication;

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
  session(options.session),
  session(options.admin, { property: "admin" }),
  session(options.keyless, { property: "keyless" }),
  guard,
);
