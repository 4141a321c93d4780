// Sessions in Elysia, on Node here; on Bun leave the adapter out.
import { node } from "@elysiajs/node";
import { generateSecretKey } from "dewar";
import { session } from "dewar/elysia";
import { Elysia, t } from "elysia";
import { page } from "../page.ts";

const app = new Elysia({ adapter: node() })
  .use(
    session({
      // A key for this run only. A real application keeps one: npx dewar keygen
      secretKey: process.env.SECRET_KEY ?? generateSecretKey(),
      permanentSessionLifetime: { days: 7 },
    }),
  )
  .get("/", ({ session, set }) => {
    if ("username" in session) session.visits = session.get("visits", 0) + 1;
    set.headers["content-type"] = "text/html; charset=utf-8";
    return page(session);
  })
  .post(
    "/login",
    ({ session, body, redirect, request }) => {
      const username = body.username.trim();
      if (username === "") {
        session.flash("Name cannot be empty", "error");
      } else {
        session.clear();
        session.username = username;
        if (body.remember) session.permanent = true;
        session.flash(`Hello, ${username}!`, "success");
      }
      return redirect(new URL("/", request.url).href);
    },
    { body: t.Object({ username: t.String(), remember: t.Optional(t.String()) }) },
  )
  .post("/logout", ({ session, redirect, request }) => {
    session.clear();
    return redirect(new URL("/", request.url).href);
  });

const port = Number(process.env.PORT ?? 3000);
app.listen({ port, hostname: "127.0.0.1" }, () => console.log(`http://127.0.0.1:${port}`));
