// Sessions in Hono, on Node here; on Bun, Deno and Workers the application is the same.
import { serve } from "@hono/node-server";
import { generateSecretKey } from "dewar";
import { type SessionVariables, session } from "dewar/hono";
import { Hono } from "hono";
import { page } from "../page.ts";

const app = new Hono<{ Variables: SessionVariables }>();
app.use(
  session({
    // A key for this run only. A real application keeps one: npx dewar keygen
    secretKey: process.env.SECRET_KEY ?? generateSecretKey(),
    permanentSessionLifetime: { days: 7 },
  }),
);

app.get("/", (c) => {
  const session = c.get("session");
  if ("username" in session) session.visits = session.get("visits", 0) + 1;
  return c.html(page(session));
});

app.post("/login", async (c) => {
  const session = c.get("session");
  const form = await c.req.formData();
  const username = `${form.get("username")}`.trim();
  if (username === "") {
    session.flash("Name cannot be empty", "error");
  } else {
    session.clear();
    session.username = username;
    if (form.has("remember")) session.permanent = true;
    session.flash(`Hello, ${username}!`, "success");
  }
  return c.redirect("/");
});

app.post("/logout", (c) => {
  c.get("session").clear();
  return c.redirect("/");
});

const port = Number(process.env.PORT ?? 3000);
serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () =>
  console.log(`http://127.0.0.1:${port}`),
);
