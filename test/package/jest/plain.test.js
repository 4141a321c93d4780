const express = require("express");
const request = require("supertest");
const { Session, SessionError, SessionOptionsError } = require("dewar");
const context = require("dewar/context");
const { session } = require("dewar/express");

const secretKey = "0123456789abcdef".repeat(4);

test("an application keeps a session", async () => {
  const app = express();
  app.use(session({ secretKey }));
  app.get("/", (req, res) => {
    req.session.visits = req.session.get("visits", 0) + 1;
    res.send(`${req.session.visits}`);
  });
  const agent = request.agent(app);
  expect((await agent.get("/")).text).toBe("1");
  expect((await agent.get("/")).text).toBe("2");
});

test("what several doors share is there once", async () => {
  const app = express();
  app.use(session({ secretKey }));
  app.get("/", (req, res) => {
    context.flash("Hello");
    res.json([req.session instanceof Session, context.getFlashedMessages()]);
  });
  expect((await request(app).get("/")).body).toEqual([true, ["Hello"]]);
});

test("an error of an adapter is one of dewar's", () => {
  expect(() => session({ secretKey: 1 })).toThrow(SessionOptionsError);
  expect(() => session({ secretKey: 1 })).toThrow(SessionError);
});
