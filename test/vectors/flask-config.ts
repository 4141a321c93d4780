// Flask's configuration in dewar's words, and the cookie attributes that follow from it.
import type { CookieOptions, SessionOptions } from "dewar";
import type { FlaskConfig } from "./read.ts";

const DAYS_31 = 2_678_400;

/** Names of Flask's configuration to the options of the same meaning. */
export function optionsOf(config: FlaskConfig): SessionOptions {
  const options: SessionOptions = { cookie: cookieOf(config) };
  const lifetime = config["PERMANENT_SESSION_LIFETIME"];
  if (lifetime !== undefined) options.permanentSessionLifetime = lifetime as number;
  const refresh = config["SESSION_REFRESH_EACH_REQUEST"];
  if (refresh !== undefined) options.refreshEachRequest = refresh as boolean;
  return options;
}

function cookieOf(config: FlaskConfig): CookieOptions {
  const cookie: CookieOptions = {
    secure: (config["SESSION_COOKIE_SECURE"] as boolean | undefined) ?? false,
    sameSite: sameSiteOf(config["SESSION_COOKIE_SAMESITE"]),
    path: (config["SESSION_COOKIE_PATH"] || config["APPLICATION_ROOT"] || "/") as string,
  };
  if ("SESSION_COOKIE_NAME" in config) cookie.name = config["SESSION_COOKIE_NAME"] as string;
  if ("SESSION_COOKIE_DOMAIN" in config) cookie.domain = config["SESSION_COOKIE_DOMAIN"] as string;
  if ("SESSION_COOKIE_HTTPONLY" in config)
    cookie.httpOnly = config["SESSION_COOKIE_HTTPONLY"] as boolean;
  if ("SESSION_COOKIE_PARTITIONED" in config)
    cookie.partitioned = config["SESSION_COOKIE_PARTITIONED"] as boolean;
  return cookie;
}

/** Flask takes any case, dewar the one that is sent. */
function sameSiteOf(
  value: FlaskConfig[string] | undefined,
): NonNullable<CookieOptions["sameSite"]> | null {
  if (value == null) return null;
  const text = String(value);
  return (text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()) as "Lax";
}

/** The attributes of a session cookie that Flask would send, each as `name=value` in lower case names. */
export function attributesOf(config: FlaskConfig, now: number, permanent: boolean): string[] {
  const { secure, sameSite, path, domain, httpOnly = true, partitioned } = cookieOf(config);
  const lifetime = (config["PERMANENT_SESSION_LIFETIME"] ?? DAYS_31) as number;
  const expires = new Date((now + lifetime) * 1000).toUTCString();
  return [
    ...(permanent ? [`expires=${expires}`] : []),
    ...(domain ? [`domain=${domain.replace(/^\./, "").toLowerCase()}`] : []),
    ...(secure ? ["secure"] : []),
    ...(httpOnly ? ["httponly"] : []),
    ...(sameSite ? [`samesite=${sameSite}`] : []),
    ...(partitioned ? ["partitioned"] : []),
    `path=${path}`,
  ].sort();
}

/** Configurations that dewar does not start with, each because of what would happen to the cookie. */
export const REFUSED_CONFIGS: {
  why: string;
  applies(options: SessionOptions, cookie: CookieOptions): boolean;
}[] = [
  {
    why: "browsers drop SameSite=None without Secure",
    applies: (_, { sameSite, secure }) => sameSite === "None" && !secure,
  },
  {
    why: "browsers drop Partitioned without Secure; Flask adds Secure by itself",
    applies: (_, { partitioned, secure }) => partitioned === true && !secure,
  },
  {
    why: "browsers drop __Host- and __Secure- names without Secure",
    applies: (_, { name = "", secure }) => /^__(Host|Secure)-/.test(name) && !secure,
  },
  {
    why: "browsers drop __Host- names with a domain or another path",
    applies: (_, { name = "", domain, path }) =>
      name.startsWith("__Host-") && (domain !== undefined || path !== "/"),
  },
  {
    why: "SameSite has three values; Flask answers 500 to each request",
    applies: (_, { sameSite }) => !["Strict", "Lax", "None", null, undefined].includes(sameSite),
  },
  {
    why: "a cookie's name is a token (RFC 6265); Flask sends others and cannot read them",
    applies: (_, { name = "session" }) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name),
  },
  {
    why: "a lifetime below 0 or beyond 1000 years is a mistake; Flask drops every cookie or answers 500",
    applies: ({ permanentSessionLifetime: lifetime = 0 }) =>
      (lifetime as number) < 0 || (lifetime as number) > 1000 * 366 * 86_400,
  },
];

/** Why dewar does not start with this configuration, or undefined. */
export function refusalOf(config: FlaskConfig): string | undefined {
  const options = optionsOf(config);
  return REFUSED_CONFIGS.find(({ applies }) => applies(options, cookieOf(config)))?.why;
}
