import { quoted } from "../output.ts";
import type { Place } from "./cookie-reach.ts";
import { type Finding, finding } from "./rules.ts";
import type { Exchange } from "./visit.ts";

/** Examines what the response tells caches, and whether others on the network can read it. */
export function checkResponse(exchange: Exchange, place: Place, name: string): Finding[] {
  const found = [
    https(place),
    vary(exchange.headers),
    cacheControl(exchange.headers),
    duplicate(exchange, name),
  ];
  return found.filter((each) => each !== undefined);
}

function https({ https, loopback }: Place): Finding | undefined {
  if (https || loopback) return undefined;
  return finding(
    "transport-https",
    "error",
    "The page came over plain http.",
    "Put the application behind https, and redirect http to it.",
  );
}

const directivesOf = (value: string | null): string[] =>
  (value ?? "")
    .split(",")
    .map((each) => each.trim().toLowerCase())
    .filter((each) => each !== "");

function vary(headers: Headers): Finding | undefined {
  const names = directivesOf(headers.get("vary"));
  if (names.includes("cookie") || names.includes("*")) return undefined;
  return finding(
    "response-vary",
    "warning",
    names.length === 0
      ? "The response has no Vary."
      : `Vary is ${quoted(names.join(", "))}, without Cookie.`,
    "Flask and dewar add Vary: Cookie, so something removes it. Look at the proxy and at code that sets Vary.",
  );
}

function cacheControl(headers: Headers): Finding | undefined {
  const directives = directivesOf(headers.get("cache-control"));
  const has = (...names: string[]): boolean =>
    directives.some((each) => names.includes(each.split("=")[0] ?? ""));
  const fix =
    "Send Cache-Control: private with responses that set the session. dewar does; in Flask set it in after_request.";
  if (has("public", "s-maxage"))
    return finding(
      "response-cache-control",
      "error",
      "Cache-Control lets shared caches store a response that sets the session.",
      fix,
    );
  if (has("private", "no-store")) return undefined;
  return finding(
    "response-cache-control",
    "warning",
    "Nothing keeps a shared cache from storing a response that sets the session.",
    fix,
  );
}

function duplicate({ setCookies }: Exchange, name: string): Finding | undefined {
  const count = setCookies.filter((each) => each.cookie.name === name).length;
  if (count < 2) return undefined;
  return finding(
    "cookie-duplicate",
    "warning",
    `The response sets ${quoted(name)} ${count} times.`,
    "Two applications or middlewares use the same name: rename one (SESSION_COOKIE_NAME, cookie.name).",
  );
}
