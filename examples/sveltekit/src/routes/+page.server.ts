import { redirect } from "@sveltejs/kit";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = ({ locals: { session } }) => {
  if ("username" in session) session.visits = session.get("visits", 0) + 1;
  const { username, visits } = session;
  return { username, visits, messages: session.getFlashedMessages({ withCategories: true }) };
};

export const actions: Actions = {
  async login({ locals: { session }, request }) {
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
    redirect(303, "/");
  },

  logout({ locals: { session } }) {
    session.clear();
    redirect(303, "/");
  },
};
