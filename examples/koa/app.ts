// Sessions in Koa.
import { bodyParser } from "@koa/bodyparser";
import { generateSecretKey } from "dewar";
import { session } from "dewar/koa";
import Koa, { type Context } from "koa";
import { page } from "../page.ts";

const app = new Koa();
app.use(
  session({
    // A key for this run only. A real application keeps one: npx dewar keygen
    secretKey: process.env.SECRET_KEY ?? generateSecretKey(),
    permanentSessionLifetime: { days: 7 },
  }),
);
app.use(bodyParser());

const routes: Record<string, (ctx: Context) => void> = {
  "GET /"(ctx) {
    const { session } = ctx;
    if ("username" in session) session.visits = session.get("visits", 0) + 1;
    ctx.body = page(session);
  },

  "POST /login"(ctx) {
    const { session } = ctx;
    const { username = "", remember } = ctx.request.body as Record<string, string>;
    if (username.trim() === "") {
      session.flash("Name cannot be empty", "error");
    } else {
      session.clear();
      session.username = username.trim();
      if (remember) session.permanent = true;
      session.flash(`Hello, ${session.username}!`, "success");
    }
    ctx.redirect("/");
  },

  "POST /logout"(ctx) {
    ctx.session.clear();
    ctx.redirect("/");
  },
};
app.use((ctx) => routes[`${ctx.method} ${ctx.path}`]?.(ctx));

const port = Number(process.env.PORT ?? 3000);
app.listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}`));
