import type { APIRoute } from "astro";

export const POST: APIRoute = ({ locals: { session }, redirect }) => {
  session.clear();
  return redirect("/");
};
