// Flash messages: left by one request, shown once by the next page.
import { Markup } from "dewar";
import { Router } from "express";
import { field } from "../form.ts";
import { TITLE_LENGTH } from "../settings.ts";

export function messageRoutes(): Router {
  const routes = Router();

  routes.get("/post", (_req, res) => res.render("post.html", { TITLE_LENGTH }));

  routes.post("/post", (req, res) => {
    const { session } = req;
    const title = field(req, "title");
    if (title === "") session.flash("Title cannot be empty", "error");
    else if (title.length > TITLE_LENGTH)
      session.flash(`Title cannot be longer than ${TITLE_LENGTH} characters`, "error");
    else session.flash(`Article "${title}" published successfully!`, "success");
    res.redirect("/post");
  });

  routes.get("/flash-demo", (_req, res) => res.render("flash-demo.html"));

  // Leaves one message of each kind, then shows them here or in the cookie.
  routes.post("/flash-demo", (req, res) => {
    const { session } = req;
    session.flash("A message without a category of its own");
    session.flash("Something went well", "success");
    session.flash("Something went wrong", "error");
    session.flash("Text is escaped: <em>not emphasised</em>", "text");
    session.flash(new Markup("Markup is not: <em>emphasised</em>"), "markup");
    res.redirect(field(req, "then") === "cookie" ? "/cookie" : "/flash-demo");
  });

  return routes;
}
