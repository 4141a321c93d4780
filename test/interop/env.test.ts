// One set of FLASK_ variables configures both: they send the same cookie.
import { configFromEnv, SecureCookieSessionInterface } from "dewar";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { parseSetCookie, type SetCookie } from "../vectors/outcome.ts";
import type { Expectation } from "../vectors/read.ts";
import { Peer } from "./peer.ts";

const NOW = 1_700_000_000;
const peer = new Peer();
afterAll(() => peer.close());

// Each as a shell would have it: JSON, or text that is not JSON.
const VALUES = {
  FLASK_SECRET_KEY: [
    "a key in plain text",
    '"a key in JSON"',
    "ключ",
    "0123abcd",
    "[half",
    '"12345"',
  ],
  FLASK_SECRET_KEY_FALLBACKS: ['["older", "oldest"]', "null", "[]"],
  FLASK_PERMANENT_SESSION_LIFETIME: ["60", "604800", "86400.25"],
  FLASK_SESSION_COOKIE_NAME: ["sid", '"sid"', "a.b"],
  FLASK_SESSION_COOKIE_DOMAIN: ["example.com", '".example.com"', "null"],
  FLASK_SESSION_COOKIE_PATH: ["/app", "null", '"/a b"'],
  FLASK_APPLICATION_ROOT: ["/", "/root"],
  FLASK_SESSION_COOKIE_HTTPONLY: ["true", "false"],
  FLASK_SESSION_COOKIE_SECURE: ["true", "false"],
  FLASK_SESSION_COOKIE_SAMESITE: ["Lax", "strict", '"Strict"', "null"],
  FLASK_SESSION_COOKIE_PARTITIONED: ["true", "false"],
  FLASK_SESSION_REFRESH_EACH_REQUEST: ["true", "false"],
  FLASK_SOMETHING_ELSE: ["{}"],
};
const environments = fc.record(
  Object.fromEntries(
    Object.entries(VALUES).map(([name, values]) => [name, fc.constantFrom(...values)]),
  ),
  { requiredKeys: ["FLASK_SECRET_KEY"] },
);

type Environment = Record<string, string | undefined>;

function dewarCookie(env: Environment): string[] {
  const clock = () => NOW * 1000;
  const sessions = new SecureCookieSessionInterface({
    ...configFromEnv(env),
    clock,
    allowWeakKey: true,
  });
  const session = sessions.openSession(undefined);
  session.set("a", 1);
  session.permanent = true;
  const headers = new Headers();
  sessions.saveSession(session, headers);
  return headers.getSetCookie();
}

/**
 * dewar's cookie is SameSite=Lax unless something is said, where Flask leaves it to the browser. And
 * a lasting one says Max-Age beside Expires.
 */
function withDifferences({ attributes, ...cookie }: SetCookie, env: Environment): SetCookie {
  const lifetime = Number(env["FLASK_PERMANENT_SESSION_LIFETIME"] ?? 31 * 86_400);
  const more = [`max-age=${Math.floor(lifetime)}`];
  if (env["FLASK_SESSION_COOKIE_SAMESITE"] === undefined) more.push("samesite=Lax");
  return { ...cookie, attributes: [...attributes, ...more].sort() };
}

test("the same variables give the same cookie", () =>
  fc.assert(
    fc.asyncProperty(environments, async (env) => {
      const ops = [
        { op: "set", key: "a", value: 1 },
        { op: "permanent", value: true },
      ];
      const flask = await peer.ask<Expectation>("env_visit", { env, ops, now: NOW });
      const [theirs = ""] = flask.set_cookie;
      const [mine = ""] = dewarCookie(env);
      const name = theirs.slice(0, theirs.indexOf("="));
      expect(parseSetCookie(mine, name)).toEqual(
        withDifferences(parseSetCookie(theirs, name), env),
      );
      // The payload is too short to be compressed, so that value and signature are the same text.
      expect(mine.split(";")[0]).toBe(theirs.split(";")[0]);
    }),
    { numRuns: 300 },
  ));
