// The application: static files, sessions, three groups of pages, and the pages for errors.
import { fileURLToPath } from "node:url";
import { SecureCookieSessionInterface } from "dewar";
import { crossOriginProtection } from "dewar/csrf";
import { session } from "dewar/express";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import { inspector } from "./inspector.ts";
import { accountRoutes } from "./routes/account.ts";
import { cookieRoutes, spoilRoute } from "./routes/cookie.ts";
import { messageRoutes } from "./routes/messages.ts";
import { LIFETIME_DAYS } from "./settings.ts";
import { jinja } from "./templates.ts";

// What this application keeps in its sessions; req.session is typed by it.
declare module "dewar" {
  interface SessionData {
    username: string;
    visits: number;
  }
}

const folder = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url));

export function createApp({ secretKey }: { secretKey: string }): express.Express {
  const sessions = new SecureCookieSessionInterface({
    secretKey,
    permanentSessionLifetime: { days: LIFETIME_DAYS },
  });

  const app = express();
  app.disable("x-powered-by");
  app.engine("html", jinja(folder("templates")));
  app.set("views", folder("templates"));

  if (inspector) app.use("/inspector", inspector);
  app.locals.inspector = inspector !== undefined; // The footer links to it.
  app.use(onlyOurOwn);
  app.use("/static", express.static(folder("static"), { fallthrough: false }));
  app.use(crossOriginProtection().express); // Before everything that a form can change.
  app.use(spoilRoute(sessions)); // Before session(): it sends a session cookie of its own.
  app.use(session(sessions));
  app.use(express.urlencoded({ extended: false }));
  app.use((req, res, next) => {
    res.locals.path = req.path; // The navigation marks the current page.
    next();
  });

  app.use(accountRoutes());
  app.use(messageRoutes());
  app.use(cookieRoutes(sessions));

  app.use((_req, res) => res.status(404).render("404.html"));
  app.use(failed);
  return app;
}

/** The pages need no script and nothing from other hosts; browsers enforce it. */
const onlyOurOwn: RequestHandler = (_req, res, next) => {
  res.set({
    "Content-Security-Policy":
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
  });
  next();
};

/** Express knows an error handler by its four parameters. */
const failed: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) return next(error);
  const { status = 500 } = error as { status?: number };
  if (status >= 500) console.error(error);
  res.status(status);
  if (status === 404) res.render("404.html");
  else res.render("error.html", { status });
};
