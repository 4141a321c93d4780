// Express: req.session is the declared session.
import "./data.ts";
import { session } from "dewar/express";
import express from "express";

const app = express();
app.use(session({ secretKey: "key" }));
app.get("/", (req, res) => {
  const visits: number = req.session.get("visits", 0);
  req.session.username = "alice";
  req.session.permanent = true;
  req.session.flash("Logged in", "success");
  // @ts-expect-error not its type
  req.session.username = 1;
  // @ts-expect-error a typo
  req.session.usernmae = "alice";
  res.json(visits);
});
