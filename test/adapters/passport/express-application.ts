import { session } from "dewar/express";
import express, { type Express, type RequestHandler } from "express";
import { Passport } from "passport";
import { type Account, OPTIONS, withAccounts } from "./accounts.ts";
import { sessions } from "./sessions.ts";

/** Passport on Express, as its documentation has it, but for the session. */
export function passportOnExpress(create: typeof express = express): Express {
  const passport = withAccounts(new Passport());
  const app = create();
  const logOut =
    (options: { keepSessionInfo?: boolean }): RequestHandler =>
    (req, res, next) =>
      req.logout(options, (error) => (error ? next(error) : res.redirect("/login")));

  app.use(session(sessions));
  app.use(passport.initialize());
  app.use(passport.session());
  app.use(express.urlencoded());
  app.post("/login", passport.authenticate("local", OPTIONS.login));
  app.post("/login-keep", passport.authenticate("local", OPTIONS.keep));
  app.post("/login-messages", passport.authenticate("local", OPTIONS.messages));
  app.post("/logout", logOut({}));
  app.post("/logout-keep", logOut({ keepSessionInfo: true }));
  app.post("/cart", (req, res) => {
    req.session["cart"] = ["bottle"];
    res.redirect("/");
  });
  app.get("/", (req, res) => {
    const { name = "nobody" } = (req.user ?? {}) as Partial<Account>;
    res.json({ name, isAuthenticated: req.isAuthenticated(), flashes: req.flash() });
  });
  app.get("/login", (req, res) => {
    res.json({
      flashes: res.locals["getFlashedMessages"](true),
      messages: req.session["messages"],
    });
  });
  return app;
}
