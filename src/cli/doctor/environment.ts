import { parseSetCookie } from "cookie";
import { SecureCookieSessionInterface } from "../../cookie/index.ts";
import { configFromEnv, type SessionOptions } from "../../policy/index.ts";
import { SessionOptionsError } from "../../session/index.ts";
import { nowSeconds } from "../time.ts";
import { checkFlags, FLAG_RULES } from "./cookie-flags.ts";
import { type Environment, keyFindings } from "./environment-keys.ts";
import { type Examination, type Finding, finding, type RuleId } from "./rules.ts";

const CHECKED: readonly RuleId[] = [
  "key-missing",
  "key-known",
  "key-short",
  "key-fallbacks",
  "options",
  ...FLAG_RULES,
];

/** Examines the variables that Flask's from_prefixed_env() and dewar's configFromEnv() read. */
export function examineEnvironment(env: Environment): Examination {
  const names = Object.keys(env).filter((name) => /^FLASK_|^SECRET_KEY$/.test(name));
  const seen =
    names.length === 0 ? "None of its variables is set." : `Read ${names.sort().join(", ")}.`;
  return { subject: "the environment", seen, checked: CHECKED, findings: findingsIn(env) };
}

function findingsIn(env: Environment): Finding[] {
  let options: SessionOptions;
  try {
    options = configFromEnv(env);
  } catch (error) {
    return [refused(error)];
  }
  return [...keyFindings(env, options), ...cookieFindings(env, options)];
}

/** Examines the cookie that these variables give over https, and where Flask's defaults give another one. */
function cookieFindings(env: Environment, options: SessionOptions): Finding[] {
  const found: Finding[] = [];
  const unset = (name: string): boolean => env[`FLASK_SESSION_COOKIE_${name}`] === undefined;
  if (unset("SECURE") && unset("PARTITIONED"))
    found.push(
      finding(
        "cookie-secure",
        "warning",
        'FLASK_SESSION_COOKIE_SECURE is not set: dewar then follows the request ("auto"); Flask never sets Secure.',
        "Set FLASK_SESSION_COOKIE_SECURE=true if the application is behind https.",
      ),
    );
  if (unset("SAMESITE"))
    found.push(
      finding(
        "cookie-samesite",
        "warning",
        "FLASK_SESSION_COOKIE_SAMESITE is not set: dewar then sets Lax; Flask leaves it out.",
        "Set FLASK_SESSION_COOKIE_SAMESITE=Lax, so that both sides agree.",
      ),
    );
  const headers = new Headers();
  const { permanentSessionLifetime: lifetime } = options;
  try {
    // Any key will do: only the cookie's attributes are examined.
    const made = {
      ...options,
      // In parts, because a long plain number would also warn on stderr, and here it is a finding.
      ...(typeof lifetime === "number" && { permanentSessionLifetime: { seconds: lifetime } }),
      secretKey: "x".repeat(32),
      secretKeyFallbacks: [],
      allowWeakKey: true,
    };
    const sessions = new SecureCookieSessionInterface<{ probe: number }>(made);
    const session = sessions.openSession(null, { secure: true });
    session.probe = 1;
    session.permanent = true;
    sessions.saveSession(session, headers);
  } catch (error) {
    return [...found, refused(error)];
  }
  const cookie = parseSetCookie(headers.getSetCookie()[0] ?? "");
  return [...found, ...checkFlags(cookie, { https: true, loopback: false, now: nowSeconds() })];
}

function refused(error: unknown): Finding {
  if (!(error instanceof SessionOptionsError)) throw error;
  return finding(
    "options",
    "error",
    error.message,
    "Change that variable: dewar does not start with this value.",
  );
}
