import type { SecretKey } from "../itsdangerous/index.ts";
import { own } from "../json/index.ts";
import type { Duration, RetiredKey } from "../policy/index.ts";
import { SessionOptionsError } from "../session/index.ts";

/** How tokens are made and checked. Give every process that shares the sessions the same. */
export interface CsrfTokenOptions {
  /** Signs the tokens: the session's key, or one of its own. Flask-WTF: `WTF_CSRF_SECRET_KEY`, else `SECRET_KEY`. */
  secretKey: SecretKey | null | undefined;
  /**
   * Older keys, whose tokens are still accepted. They never sign. Default none. Flask-WTF knows none:
   * there, a new key makes every open form invalid.
   */
  secretKeyFallbacks?: readonly (SecretKey | RetiredKey | null | undefined)[] | null | undefined;
  /** The session's key, and the name of the form's field. Default `"csrf_token"`. Flask-WTF: `WTF_CSRF_FIELD_NAME`. */
  fieldName?: string;
  /** How long a token is valid; `null`: as long as the session. Default an hour. Flask-WTF: `WTF_CSRF_TIME_LIMIT`. */
  timeLimit?: Duration | null;
  /** The time in milliseconds since 1970. Default `Date.now`. */
  clock?: () => number;
  /** Accept a short or well-known key, because another application has it. Default `false`. */
  allowWeakKey?: boolean;
}

/** Which requests a protection leaves alone. */
export interface ExemptOption {
  /**
   * Says `true` for a request that is not checked, such as a webhook with a signature of its own. It
   * gets what the framework gives to a handler: Express' request, Koa's or Hono's context, and so on.
   */
  exempt?: (request: never) => boolean;
}

/** Options of {@link csrf}. */
export interface CsrfOptions extends CsrfTokenOptions, ExemptOption {
  /** The methods that need a token. Default POST, PUT, PATCH, DELETE. Flask-WTF: `WTF_CSRF_METHODS`. */
  methods?: readonly string[];
  /** The headers that may carry it. Default `X-CSRFToken`, `X-CSRF-Token`. Flask-WTF: `WTF_CSRF_HEADERS`. */
  headers?: readonly string[];
  /** Over https, demand a Referer of this host. Default `true`. Flask-WTF: `WTF_CSRF_SSL_STRICT`. */
  sslStrict?: boolean;
  /** Where the session is. Default: where the adapter puts it, under the name `session`. */
  session?: (request: never) => object;
}

/** Options of {@link crossOriginProtection}. */
export interface CrossOriginOptions extends ExemptOption {
  /** Other origins whose pages may send requests, such as `"https://accounts.example.com"`. Default none. */
  trustedOrigins?: readonly string[];
}

type Kind = readonly [is: (value: unknown) => boolean, expected: string];

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
const FUNCTION: Kind = [(value) => typeof value === "function", "a function"];
const BOOLEAN: Kind = [(value) => typeof value === "boolean", "true or false"];
const TEXTS: Kind = [(value) => Array.isArray(value) && value.every(isText), "a list of texts"];
/** Checked where it is used, by what checks the session's own options. */
const ELSEWHERE: Kind = [() => true, ""];

export const TOKEN_OPTIONS: Readonly<Record<keyof CsrfTokenOptions, Kind>> = {
  secretKey: ELSEWHERE,
  secretKeyFallbacks: ELSEWHERE,
  timeLimit: ELSEWHERE,
  fieldName: [isText, 'a name such as "csrf_token"'],
  clock: FUNCTION,
  allowWeakKey: BOOLEAN,
};

export const CSRF_OPTIONS: Readonly<Record<keyof CsrfOptions, Kind>> = {
  ...TOKEN_OPTIONS,
  exempt: FUNCTION,
  methods: TEXTS,
  headers: TEXTS,
  sslStrict: BOOLEAN,
  session: FUNCTION,
};

export const CROSS_ORIGIN_OPTIONS: Readonly<Record<keyof CrossOriginOptions, Kind>> = {
  exempt: FUNCTION,
  trustedOrigins: TEXTS,
};

/**
 * Checks options. A misspelt one is an error, because otherwise the protection would silently differ
 * from what was meant.
 *
 * @param caller - the function that got them, for the message
 * @returns the object's own members
 * @throws {@link SessionOptionsError}
 */
export function checkedOptions<Options extends object>(
  given: Options,
  known: Readonly<Record<string, Kind>>,
  caller: string,
): Options {
  const got: unknown = given;
  if (typeof got !== "object" || got === null || Array.isArray(got))
    throw new SessionOptionsError(
      `${caller} expected options, got ${Array.isArray(got) ? "a list" : got === null ? "null" : typeof got}.`,
    );
  const options = own(given);
  for (const [name, value] of Object.entries(options)) {
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined)
      throw new SessionOptionsError(
        `${JSON.stringify(name)} is not an option of ${caller}. The options here are ${Object.keys(known).join(", ")}.`,
      );
    const [is, expected] = kind;
    if (value !== undefined && !is(value))
      throw new SessionOptionsError(
        `${name} of ${caller} expected ${expected}, got ${value === null ? "null" : typeof value}.`,
      );
  }
  return options;
}
