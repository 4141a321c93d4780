import type { APIRoute } from "astro";

export const POST: APIRoute = async ({ locals: { session }, request, redirect }) => {
  const form = await request.formData();
  const username = `${form.get("username")}`.trim();
  if (username === "") {
    session.flash("Name cannot be empty", "error");
  } else {
    session.clear();
    session.username = username;
    if (form.has("remember")) session.permanent = true;
    session.flash(`Hello, ${username}!`, "success");
  }
  return redirect("/");
};
