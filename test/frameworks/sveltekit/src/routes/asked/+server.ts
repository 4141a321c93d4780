import type { RequestHandler } from "./$types";

export const GET: RequestHandler = ({ locals }) => {
  locals.session["asked"] = locals.session.get("asked", 0) + 1;
  return new Response(`asked ${locals.session["asked"]}`);
};
