// An adapter is all that is imported: the declaration finds its module all the same.
import { session } from "dewar/express";
import express from "express";

declare module "dewar" {
  interface SessionData {
    username: string;
  }
}

const app = express();
app.use(session({ secretKey: "key" }));
app.get("/", (req, res) => {
  const username: string | undefined = req.session.username;
  // @ts-expect-error not declared
  req.session.visits = 1;
  res.json(username);
});
