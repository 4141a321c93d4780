// The visitor's own signed cookie: what is in it, and what happens when it is tampered with.
import type { SecureCookieSessionInterface } from "dewar";
import { type Request, Router } from "express";
import { type Anatomy, takeApart } from "../cookie-anatomy.ts";
import { readable } from "../json-text.ts";
import { LIFETIME_DAYS } from "../settings.ts";
import { type Tampering, tamper, whole } from "../tampering.ts";
import { moment } from "../time.ts";

export function cookieRoutes(sessions: SecureCookieSessionInterface): Router {
  const routes = Router();
  const lifetime = sessions.permanentSessionLifetimeSeconds;

  routes.get("/cookie", (req, res) => {
    const value = sessionCookie(req, sessions);
    const parts = value === undefined ? undefined : takeApart(value);
    const { status, permanent } = req.session;
    res.render("cookie.html", {
      ...{ value, status, permanent, LIFETIME_DAYS },
      parts: parts && picture(parts, lifetime),
      length: value?.length,
    });
  });

  routes.post("/cookie/tamper", (req, res) => {
    const forgery = forge(req, sessions);
    if (!forgery) return res.redirect("/cookie");
    const { original, change, value } = forgery;
    const forged = takeApart(value) ?? original;
    const session = sessions.openSession(`session=${value}`);
    res.render("tampered.html", {
      change,
      original: picture(original, lifetime),
      forged: picture(forged, lifetime),
      status: session.status,
      data: JSON.stringify({ ...session }),
    });
  });
  routes.get("/cookie/tamper", (_req, res) => res.redirect("/cookie"));

  return routes;
}

/**
 * Puts the tampered cookie into the browser. This route is not behind session(): for a permanent
 * session that would send the good cookie once more, after this one.
 */
export function spoilRoute(sessions: SecureCookieSessionInterface): Router {
  const routes = Router();
  routes.post("/cookie/spoil", (req, res) => {
    const forgery = forge(req, sessions);
    if (forgery) {
      res.append("Set-Cookie", `session=${forgery.value}; HttpOnly; Path=/; SameSite=Lax`);
    }
    res.redirect("/cookie");
  });
  return routes;
}

/** The session cookie's value; among several of that name, the one that the server accepts. */
function sessionCookie(req: Request, sessions: SecureCookieSessionInterface): string | undefined {
  const cookies = (req.headers.cookie ?? "").split(";").map((pair) => pair.trim());
  const ours = cookies.filter((pair) => pair.startsWith("session="));
  const accepted = ours.find((pair) => sessions.openSession(pair).status.startsWith("valid"));
  return (accepted ?? ours[0])?.slice("session=".length) || undefined;
}

interface Forgery {
  original: Anatomy;
  change: Tampering;
  value: string;
}

/** The visitor's cookie with one character of its payload changed. */
function forge(req: Request, sessions: SecureCookieSessionInterface): Forgery | undefined {
  const original = takeApart(sessionCookie(req, sessions) ?? "");
  if (!original) return undefined;
  const change = tamper(original);
  const value = `${whole(change)}.${original.timestamp}.${original.signature}`;
  return { original, change, value };
}

/** What the templates show of a cookie. */
function picture({ signedAt, json, ...parts }: Anatomy, lifetimeSeconds: number): object {
  const expiresAt = signedAt && new Date(signedAt.getTime() + lifetimeSeconds * 1000);
  return {
    ...parts,
    data: json === undefined ? undefined : readable(json),
    seconds: signedAt && signedAt.getTime() / 1000,
    signed: signedAt && moment(signedAt),
    expires: expiresAt && moment(expiresAt),
  };
}
