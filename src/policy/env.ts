import type { SecretKey } from "../itsdangerous/index.ts";
import { loads } from "../json/index.ts";
import { SessionOptionsError } from "../session/index.ts";
import type { CookieOptions, SessionOptions } from "./options.ts";
import { environment } from "./production.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the session's options from the environment variables that Flask reads, so that a Flask and
 * a TypeScript application run from one set: `FLASK_SECRET_KEY`, `FLASK_SECRET_KEY_FALLBACKS`,
 * `FLASK_PERMANENT_SESSION_LIFETIME` (seconds), `FLASK_SESSION_REFRESH_EACH_REQUEST`,
 * `FLASK_SESSION_COOKIE_NAME`, `_DOMAIN`, `_PATH`, `_HTTPONLY`, `_SECURE`, `_SAMESITE`,
 * `_PARTITIONED`, and `FLASK_APPLICATION_ROOT` for the path. A value is read as JSON, and as plain
 * text if that fails. A variable that is not set gives dewar's default.
 *
 * Flask: `app.config.from_prefixed_env()`.
 *
 * @param env - the variables. Default `process.env`.
 * @param prefix - the start of their names, without the underscore. Default `"FLASK"`.
 * @returns options for any adapter
 * @throws {@link SessionOptionsError} if a value has the wrong type for its option
 * @example
 * ```ts
 * import { configFromEnv } from "dewar";
 * import { session } from "dewar/express";
 *
 * const middleware = session(configFromEnv());
 * ```
 */
export function configFromEnv(
  env: Environment = environment() ?? {},
  prefix = "FLASK",
): SessionOptions {
  const read = <T>(key: string, type: Type<T>): T | undefined => {
    const name = `${prefix}_${key}`;
    // Own members only: a member that another package left on `Object.prototype` is not a variable.
    const text = Object.hasOwn(env, name) ? env[name] : undefined;
    if (text === undefined) return undefined;
    const value = parse(text);
    if (type.is(value)) return value;
    throw new SessionOptionsError(
      `${name} expected ${type.expected}, got ${kindOf(value)}. Values are read as JSON first, as in Flask; put quotes inside to keep it text: ${name}='"text"'.`,
    );
  };
  const partitioned = read("SESSION_COOKIE_PARTITIONED", BOOLEAN);
  const cookie: CookieOptions = defined({
    name: read("SESSION_COOKIE_NAME", TEXT),
    domain: read("SESSION_COOKIE_DOMAIN", TEXT_OR_NULL),
    path: read("SESSION_COOKIE_PATH", PATH_OR_NULL) ?? read("APPLICATION_ROOT", PATH) ?? undefined,
    httpOnly: read("SESSION_COOKIE_HTTPONLY", BOOLEAN),
    // As in Flask, Partitioned brings Secure with it.
    secure: partitioned ? true : read("SESSION_COOKIE_SECURE", BOOLEAN),
    sameSite: titleCase(read("SESSION_COOKIE_SAMESITE", TEXT_OR_NULL)),
    partitioned,
  });
  return defined({
    secretKey: read("SECRET_KEY", TEXT_OR_NULL),
    secretKeyFallbacks: read("SECRET_KEY_FALLBACKS", LIST_OR_NULL),
    permanentSessionLifetime: read("PERMANENT_SESSION_LIFETIME", NUMBER),
    refreshEachRequest: read("SESSION_REFRESH_EACH_REQUEST", BOOLEAN),
    cookie,
  });
}

interface Type<T> {
  expected: string;
  is: (value: unknown) => value is T;
}

const isPath = (value: unknown): value is string =>
  typeof value === "string" && (value === "" || value.startsWith("/"));
const PATH: Type<string> = { expected: 'a path that starts with "/"', is: isPath };
const PATH_OR_NULL: Type<string | null> = {
  expected: 'a path that starts with "/", or null',
  is: (value) => value === null || isPath(value),
};
const TEXT: Type<string> = { expected: "text", is: (value) => typeof value === "string" };
const TEXT_OR_NULL: Type<string | null> = {
  expected: "text or null",
  is: (value) => value === null || typeof value === "string",
};
const BOOLEAN: Type<boolean> = {
  expected: "true or false",
  is: (value) => typeof value === "boolean",
};
const NUMBER: Type<number> = {
  expected: "a number of seconds",
  is: (value) => typeof value === "number",
};
const LIST_OR_NULL: Type<SecretKey[] | null> = {
  expected: 'a list such as ["old-key"], or null',
  is: (value): value is SecretKey[] | null =>
    value === null || (Array.isArray(value) && value.every((each) => typeof each === "string")),
};

function parse(text: string): unknown {
  try {
    return loads(text);
  } catch {
    // As in Flask, a value that is not JSON is text.
    return text;
  }
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") return "text";
  if (typeof value !== "object") return `a ${typeof value}`;
  return Array.isArray(value) ? "a list" : "an object";
}

// Flask accepts any case. Any other value is refused together with the other options.
function titleCase(text: string | null | undefined): CookieOptions["sameSite"] | undefined {
  if (typeof text !== "string") return text;
  return (text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()) as "Lax";
}

function defined<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
