import { createServer } from "node:http";
import cookieSession from "cookie-session";
import { session } from "dewar/express";
import express from "express";
import expressSession from "express-session";
import { getIronSession } from "iron-session";
import { floor } from "../floor.mjs";
import { DEWAR, KEY, VISITS } from "../settings.mjs";

/** @param {(app: import("express").Express) => void} addSession */
function applicationWith(addSession) {
  const app = express();
  addSession(app);
  app.get("/login", (request, response) => {
    Object.assign(request.session, { username: "alice", visits: VISITS });
    response.send(`Visits: ${request.session.visits}`);
  });
  app.get("/read", (request, response) => {
    response.send(`Visits: ${request.session.visits}`);
  });
  app.get("/write", (request, response) => {
    request.session.visits += 1;
    response.send(`Visits: ${request.session.visits}`);
  });
  return createServer(app);
}

export const variants = {
  bare() {
    const app = express();
    app.get(["/login", "/read", "/write"], (_request, response) => {
      response.send(`Visits: ${VISITS}`);
    });
    return createServer(app);
  },

  floor() {
    const app = express();
    app.get(["/login", "/read", "/write"], (request, response) => {
      response.send(floor(request.path, (name, value) => response.setHeader(name, value)));
    });
    return createServer(app);
  },

  dewar: () => applicationWith((app) => app.use(session(DEWAR))),

  "express-session (memory)": () =>
    applicationWith((app) =>
      app.use(expressSession({ secret: KEY, resave: false, saveUninitialized: false })),
    ),

  "cookie-session": () =>
    applicationWith((app) => app.use(cookieSession({ keys: [KEY], sameSite: "lax" }))),

  // No middleware of its own: opened and saved in each handler, as its documentation shows.
  "iron-session"() {
    const app = express();
    const open = (request, response) =>
      getIronSession(request, response, {
        password: KEY,
        cookieName: "session",
        cookieOptions: { secure: false },
      });
    app.get("/login", async (request, response) => {
      const session = await open(request, response);
      Object.assign(session, { username: "alice", visits: VISITS });
      await session.save();
      response.send(`Visits: ${session.visits}`);
    });
    app.get("/read", async (request, response) => {
      const session = await open(request, response);
      response.send(`Visits: ${session.visits}`);
    });
    app.get("/write", async (request, response) => {
      const session = await open(request, response);
      session.visits += 1;
      await session.save();
      response.send(`Visits: ${session.visits}`);
    });
    return createServer(app);
  },
};
