import { session } from "dewar/koa";
import Koa, { type Context } from "koa";
import { KoaPassport } from "koa-passport";
import { type Account, OPTIONS, withAccounts } from "./accounts.ts";
import { sessions } from "./sessions.ts";

type Route = (ctx: Context, next: Koa.Next) => unknown;

/** Passport on Koa through koa-passport. */
export function passportOnKoa(): Koa {
  const passport = withAccounts(new KoaPassport());
  const app = new Koa();
  const logOut =
    (options: { keepSessionInfo?: boolean }): Route =>
    async (ctx) => {
      // Its types know no options yet.
      await (ctx.logout as (how: typeof options) => Promise<void>)(options);
      ctx.redirect("/login");
    };
  const routes: Record<string, Route> = {
    "POST /login": passport.authenticate("local", OPTIONS.login),
    "POST /login-keep": passport.authenticate("local", OPTIONS.keep),
    "POST /login-messages": passport.authenticate("local", OPTIONS.messages),
    "POST /logout": logOut({}),
    "POST /logout-keep": logOut({ keepSessionInfo: true }),
    "POST /cart": (ctx) => {
      ctx.session["cart"] = ["bottle"];
      ctx.redirect("/");
    },
    "GET /": (ctx) => {
      const { name = "nobody" } = (ctx.state["user"] ?? {}) as Partial<Account>;
      ctx.body = { name, isAuthenticated: ctx.isAuthenticated(), flashes: ctx.flash() };
    },
    "GET /login": (ctx) => {
      const { messages } = ctx.session;
      ctx.body = { flashes: ctx.state["getFlashedMessages"](true), messages };
    },
  };

  app.use(session(sessions));
  app.use(parseForm);
  app.use(passport.initialize());
  app.use(passport.session());
  app.use((ctx, next) => routes[`${ctx.method} ${ctx.path}`]?.(ctx, next) ?? next());
  return app;
}

/** What koa-bodyparser does for forms. */
const parseForm: Route = async (ctx, next) => {
  let text = "";
  for await (const chunk of ctx.req) text += chunk;
  Object.assign(ctx.request, { body: Object.fromEntries(new URLSearchParams(text)) });
  await next();
};
