// Logging in, being remembered, being counted, logging out.
import { type RequestHandler, Router } from "express";
import { field } from "../form.ts";
import { LIFETIME_DAYS, NAME_LENGTH } from "../settings.ts";

export function accountRoutes(): Router {
  const routes = Router();

  routes.get("/", ({ session }, res) => {
    if (!("username" in session)) return res.render("welcome.html");
    session.visits = session.get("visits", 0) + 1;
    const { username, visits, permanent } = session;
    res.render("home.html", { username, visits, permanent, LIFETIME_DAYS });
  });

  routes.get("/login", ({ session }, res) => {
    res.render("login.html", { username: session.get("username"), NAME_LENGTH, LIFETIME_DAYS });
  });
  routes.post("/login", login({ remember: false }));
  routes.post("/login-remember", login({ remember: true }));

  // A POST: any page of the web can make a browser follow a link or load an image.
  routes.post("/logout", ({ session }, res) => {
    session.clear();
    res.redirect("/");
  });

  return routes;
}

function login({ remember }: { remember: boolean }): RequestHandler {
  return async (req, res) => {
    const username = field(req, "username");
    const problem = problemWith(username);
    if (problem) {
      req.session.flash(problem, "error");
      return res.redirect("/login");
    }
    await req.session.regenerate(); // A new session: nothing of the previous visitor's is left.
    const { session } = req;
    session.username = username;
    session.visits = 0;
    if (remember) session.permanent = true; // For the lifetime in app.ts: seven days.
    res.redirect("/");
  };
}

function problemWith(username: string): string | undefined {
  if (username === "") return "Name cannot be empty";
  if (username.length > NAME_LENGTH) return `Name cannot be longer than ${NAME_LENGTH} characters`;
  return undefined;
}
