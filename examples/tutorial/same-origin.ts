// Refuses what other sites post here. A browser sends a form of any site, and for a login it needs no
// cookie: the visitor would go on under somebody else's name (cross-site request forgery, CSRF).
import type { Request, RequestHandler } from "express";

const READING = ["GET", "HEAD", "OPTIONS"]; // They change nothing here, so links from everywhere work.

/** Lets only this site's own forms change something; answers 403 to the others. */
export const sameOriginOnly: RequestHandler = (req, res, next) => {
  if (READING.includes(req.method) || isFromHere(req)) return next();
  res.status(403).render("error.html", { status: 403 });
};

/** Whether a page of this very origin sent the request. */
function isFromHere(req: Request): boolean {
  // Browsers since 2023 say it themselves: "same-origin"; "none" is the visitor, who typed or reloaded.
  // "same-site" is another host of this domain, or another port: as foreign as "cross-site".
  const site = req.get("Sec-Fetch-Site");
  if (site !== undefined) return site === "same-origin" || site === "none";
  // Older browsers name the page's origin with each POST.
  const origin = req.get("Origin");
  if (origin !== undefined) return URL.canParse(origin) && new URL(origin).host === req.host;
  // Neither: no browser in use, but curl or a program, which carries nobody's cookie by accident.
  return true;
}
