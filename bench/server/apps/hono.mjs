import { createAdaptorServer } from "@hono/node-server";
import { session } from "dewar/hono";
import { Hono } from "hono";
import { CookieStore, sessionMiddleware } from "hono-sessions";
import { floor } from "../floor.mjs";
import { DEWAR, KEY, VISITS } from "../settings.mjs";

const serve = (app) => createAdaptorServer({ fetch: app.fetch });

export const variants = {
  bare() {
    const app = new Hono();
    for (const path of ["/login", "/read", "/write"])
      app.get(path, (c) => c.text(`Visits: ${VISITS}`));
    return serve(app);
  },

  floor() {
    const app = new Hono();
    for (const path of ["/login", "/read", "/write"])
      app.get(path, (c) => c.text(floor(path, (name, value) => c.header(name, value))));
    return serve(app);
  },

  dewar() {
    const app = new Hono();
    app.use(session(DEWAR));
    app.get("/login", (c) => {
      c.get("session").update({ username: "alice", visits: VISITS });
      return c.text(`Visits: ${VISITS}`);
    });
    app.get("/read", (c) => c.text(`Visits: ${c.get("session").visits}`));
    app.get("/write", (c) => {
      c.get("session").visits += 1;
      return c.text(`Visits: ${c.get("session").visits}`);
    });
    return serve(app);
  },

  "hono-sessions"() {
    const app = new Hono();
    app.use(
      sessionMiddleware({
        store: new CookieStore(),
        encryptionKey: KEY,
        expireAfterSeconds: 31 * 24 * 3600,
        cookieOptions: { sameSite: "Lax", path: "/", httpOnly: true },
      }),
    );
    app.get("/login", (c) => {
      c.get("session").set("username", "alice");
      c.get("session").set("visits", VISITS);
      return c.text(`Visits: ${VISITS}`);
    });
    app.get("/read", (c) => c.text(`Visits: ${c.get("session").get("visits")}`));
    app.get("/write", (c) => {
      const visits = c.get("session").get("visits") + 1;
      c.get("session").set("visits", visits);
      return c.text(`Visits: ${visits}`);
    });
    return serve(app);
  },
};
