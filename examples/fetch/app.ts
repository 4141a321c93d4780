// Sessions in a plain Request/Response handler, served by Bun here; Deno and Workers take the same.
import { generateSecretKey } from "dewar";
import { session } from "dewar/fetch";
import { page } from "../page.ts";

const withSession = session({
  // A key for this run only. A real application keeps one: npx dewar keygen
  secretKey: process.env.SECRET_KEY ?? generateSecretKey(),
  permanentSessionLifetime: { days: 7 },
});

export default {
  hostname: "127.0.0.1",
  port: Number(process.env.PORT ?? 3000),

  fetch: withSession(async (request, session) => {
    const { pathname } = new URL(request.url);

    if (pathname === "/") {
      if ("username" in session) session.visits = session.get("visits", 0) + 1;
      return new Response(page(session), {
        headers: { "content-type": "text/html; charset=utf-8" },
      });
    }

    if (request.method === "POST" && pathname === "/login") {
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
      return Response.redirect(new URL("/", request.url), 303);
    }

    if (request.method === "POST" && pathname === "/logout") {
      session.clear();
      return Response.redirect(new URL("/", request.url), 303);
    }

    return new Response("Not found", { status: 404 });
  }),
};
