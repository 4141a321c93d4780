// Koa: ctx.session is the declared session, beside what Koa has.
import "./data.ts";
import { session } from "dewar/koa";
import Koa from "koa";

const app = new Koa();
app.use(session({ secretKey: "key" }));
app.use((ctx) => {
  ctx.session.username = "alice";
  const left: number = ctx.flash("info", "Saved");
  const taken: string[] = ctx.flash("info");
  // @ts-expect-error not its type
  ctx.session.username = 1;
  // @ts-expect-error a typo
  ctx.session.usernmae = "alice";
  ctx.body = [left, taken];
});
