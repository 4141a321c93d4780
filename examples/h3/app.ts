// Sessions in h3; Nitro takes the same middleware.
import { generateSecretKey } from "dewar";
import { session } from "dewar/h3";
import { H3, redirect, serve } from "h3";
import { page } from "../page.ts";

const app = new H3();
app.use(
  session({
    // A key for this run only. A real application keeps one: npx dewar keygen
    secretKey: process.env.SECRET_KEY ?? generateSecretKey(),
    permanentSessionLifetime: { days: 7 },
  }),
);

app.get("/", (event) => {
  const { session } = event.context;
  if ("username" in session) session.visits = session.get("visits", 0) + 1;
  event.res.headers.set("content-type", "text/html; charset=utf-8");
  return page(session);
});

app.post("/login", async (event) => {
  const { session } = event.context;
  const form = await event.req.formData();
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
});

app.post("/logout", (event) => {
  event.context.session.clear();
  return redirect("/");
});

serve(app, { port: Number(process.env.PORT ?? 3000), hostname: "127.0.0.1" });
