// Reads the vectors of real Flask-WTF, and runs them: tokens as they are, requests through dewar/fetch.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SecureCookieSessionInterface } from "dewar";
import { type CsrfOptions, csrf } from "dewar/csrf";
import { session } from "dewar/fetch";
import { forgeCookie } from "dewar/testing";
import { type EncodedKey, key } from "../vectors/keys.ts";
import { type Encoded, toValue } from "../vectors/values.ts";

type Config = Readonly<Record<string, Encoded>>;

interface Common {
  id: string;
  group: string;
  now: number;
  config: Config;
  session: Record<string, Encoded> | null;
}

export interface RawVector extends Common {
  kind: "csrf_raw";
  random: string[];
  calls: { secret_key?: string; token_key?: string }[];
  expect: {
    tokens: string[];
    session: Record<string, Encoded>;
    random_used: number;
    exception?: string;
  };
}

export interface GenerateVector extends Common {
  kind: "csrf_token";
  direction: "generate";
  secret_key: EncodedKey;
  raw: Encoded;
  expect: { token: string };
}

export interface ValidateVector extends Common {
  kind: "csrf_token";
  direction: "validate";
  data: string | null;
  args?: { time_limit?: number };
  expect: { ok?: true; error?: string; exception?: string };
}

export interface RequestVector extends Common {
  kind: "csrf_token" | "csrf_referrer";
  direction: "request";
  method: string;
  path: string;
  base_url?: string;
  headers: Record<string, string>;
  body: string | null;
  content_type: string | null;
  expect: {
    status: number;
    error?: string;
    exception?: string;
    csrf_valid?: boolean;
    set_cookie?: string[];
    vary?: string[];
  };
}

type Vector = RawVector | GenerateVector | ValidateVector | RequestVector;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
// Continuous integration may put more vectors there than the repository carries.
const BESIDE = here("../../../shared/family/vectors.jsonl");

const lines = (path: string): Vector[] =>
  readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Vector);

const all: Vector[] = [
  ...lines(here("vectors.jsonl")),
  ...(existsSync(BESIDE) ? lines(BESIDE) : [])
    .filter(({ kind }) => /^csrf_/.test(kind))
    .map((vector) => ({ ...vector, id: `beside/${vector.id}` })),
];

const directed = <V extends Vector>(direction: string): V[] =>
  all.filter((vector): vector is V => "direction" in vector && vector.direction === direction);

export const raws: RawVector[] = all.filter((vector) => vector.kind === "csrf_raw");
export const generated: GenerateVector[] = directed("generate");
export const validated: ValidateVector[] = directed("validate");
export const asked: RequestVector[] = directed("request");

/** The options that a Flask configuration stands for. */
export function optionsOf(config: Config, now: number): CsrfOptions {
  const { SECRET_KEY, WTF_CSRF_SECRET_KEY = SECRET_KEY } = config;
  const limit = config["WTF_CSRF_TIME_LIMIT"] as number | null | undefined;
  const fallbacks = (config["SECRET_KEY_FALLBACKS"] ?? []) as EncodedKey[];
  return {
    secretKey: key(WTF_CSRF_SECRET_KEY as EncodedKey),
    secretKeyFallbacks: fallbacks.map((each) => key(each)),
    fieldName: (config["WTF_CSRF_FIELD_NAME"] ?? "csrf_token") as string,
    timeLimit: limit === undefined ? 3600 : limit,
    sslStrict: (config["WTF_CSRF_SSL_STRICT"] ?? true) as boolean,
    ...(config["WTF_CSRF_METHODS"] && { methods: config["WTF_CSRF_METHODS"] as string[] }),
    ...(config["WTF_CSRF_HEADERS"] && { headers: config["WTF_CSRF_HEADERS"] as string[] }),
    clock: () => now * 1000,
    allowWeakKey: true,
  };
}

export const dataOf = (encoded: Record<string, Encoded> | null): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(encoded ?? {}).map(([name, each]): [string, unknown] => [name, toValue(each)]),
  );

// Node's own parser refuses a boundary this short, which no browser sends.
const withLongBoundary = (text: string): string =>
  text.replaceAll(/(--|boundary=)B(?=$|--|\r)/g, `$1${"B".repeat(30)}`);

/** The answer of an application with the same routes to the request of a vector. */
export async function ask(vector: RequestVector): Promise<Response> {
  const { config, now, method, path, headers, body, content_type: type } = vector;
  const options = optionsOf(config, now);
  const sessions = new SecureCookieSessionInterface({
    secretKey: key(config["SECRET_KEY"] as EncodedKey),
    clock: () => now * 1000,
    allowWeakKey: true,
  });
  const cookie = forgeCookie(sessions, dataOf(vector.session));
  const exempt = config["_EXEMPT_BP"] ? ["/exempt", "/bp"] : ["/exempt"];
  const protection = csrf({
    ...options,
    exempt: ({ url }: Request) => exempt.includes(new URL(url).pathname),
  });
  const isOff = [config["WTF_CSRF_ENABLED"], config["WTF_CSRF_CHECK_DEFAULT"]].includes(false);
  const view = () => new Response("passed");
  const handler = session(sessions)(isOff ? view : protection.fetch(view));
  return handler(
    new Request(new URL(path, vector.base_url ?? "http://localhost/"), {
      method,
      headers: {
        ...headers,
        ...(type !== null && { "content-type": withLongBoundary(type) }),
        ...(cookie && { cookie }),
      },
      // A web request with one of these methods has no body.
      ...(body !== null &&
        !["GET", "HEAD"].includes(method) && {
          body: Buffer.from(withLongBoundary(body), "latin1"),
        }),
    }),
  );
}
