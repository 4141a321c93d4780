// A careless application on Express, in a process whose `Object.prototype` may be polluted before dewar
// is loaded, or by a request.
import type { AddressInfo } from "node:net";
import express from "express";
import { KEY } from "../../session/polluted/cases.ts";
import { MERGES } from "./merges.ts";

process.env["NODE_ENV"] = "test"; // Express shall not print the errors.
process.once("disconnect", () => process.exit());
process.once("message", async (members: object) => {
  Object.assign(Object.prototype, members);
  const { session } = await import("dewar/express");
  const app = express();
  app.use(express.json());
  app.use(session({ secretKey: KEY }));
  app.get("/", (req, res) => {
    const { status, username = "nobody", role = "none" } = req.session;
    res.json({ status, username, role, messages: req.session.getFlashedMessages() });
  });
  app.post("/login", (req, res) => {
    req.session.username = req.body.username;
    req.session.role = "user";
    req.session.flash("Welcome");
    res.json("in");
  });
  app.post("/logout", (req, res) => {
    req.session.clear();
    res.json("out");
  });
  app.post("/pollute", (req, res) => {
    Object.assign(Object.prototype, req.body);
    res.json("polluted");
  });
  for (const [name, put] of Object.entries(MERGES))
    app.post(`/put/${encodeURIComponent(name)}`, (req, res) => {
      put(req.session, req.body);
      res.json("put");
    });
  const server = app.listen(0, "127.0.0.1", () => {
    process.send?.((server.address() as AddressInfo).port);
  });
});
