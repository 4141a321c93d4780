// Sessions in Express.
import { generateSecretKey } from "dewar";
import { session } from "dewar/express";
import express from "express";
import { page } from "../page.ts";

const app = express();
app.use(
  session({
    // A key for this run only. A real application keeps one: npx dewar keygen
    secretKey: process.env.SECRET_KEY ?? generateSecretKey(),
    permanentSessionLifetime: { days: 7 },
  }),
);
app.use(express.urlencoded());

app.get("/", ({ session }, res) => {
  if ("username" in session) session.visits = session.get("visits", 0) + 1;
  res.send(page(session));
});

app.post("/login", ({ session, body }, res) => {
  const username = body.username.trim();
  if (username === "") {
    session.flash("Name cannot be empty", "error");
  } else {
    session.clear();
    session.username = username;
    if (body.remember) session.permanent = true;
    session.flash(`Hello, ${username}!`, "success");
  }
  res.redirect("/");
});

app.post("/logout", ({ session }, res) => {
  session.clear();
  res.redirect("/");
});

const port = Number(process.env.PORT ?? 3000);
app.listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}`));
