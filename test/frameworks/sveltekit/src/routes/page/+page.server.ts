// A page that asks a route of its own application, which changes the session.
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ fetch, locals, url }) => {
  if (url.searchParams.has("write")) locals.session["page"] = true;
  return { answer: await (await fetch("/asked")).text() };
};
