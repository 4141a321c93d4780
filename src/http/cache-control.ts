import type { HeadersLike } from "./headers.ts";

// Some caches in front of an application read these headers first (RFC 9213; Surrogate-Control is older).
const FOR_CDNS = "cdn-cache-control";
const FOR_SURROGATES = "surrogate-control";
const FOR_SHARED_CACHES = [FOR_CDNS, FOR_SURROGATES];
// The same for nginx: the number of seconds to store a response; 0 means never.
const FOR_NGINX = "x-accel-expires";

/** Headers that only caches in front of an application read. */
export const SHARED_CACHE_HEADERS: readonly string[] = [...FOR_SHARED_CACHES, FOR_NGINX];

// A quoted string may hold commas, and its content is not a directive (RFC 9111 section 5.2).
const DIRECTIVE = /(?:[^,"]|"(?:\\.|[^"\\])*"?)+/g;

const directivesOf = (value: string): string[] =>
  (value.match(DIRECTIVE) ?? []).map((each) => each.trim()).filter((each) => each !== "");

const nameOf = (directive: string): string =>
  directive.split("=", 1)[0]?.trim().toLowerCase() ?? "";

const isForShared = (directive: string): boolean => {
  const name = nameOf(directive);
  return name === "public" || name === "s-maxage";
};

// `private="field"` is about that field only. It does not make the response private.
const keepsOut = (directive: string): boolean => /^(?:private|no-store)$/i.test(directive);

/** Whether the response allows shared caches to store it. */
export function isForSharedCaches(headers: HeadersLike): boolean {
  const value = headers.get("cache-control");
  if (value && directivesOf(value).some(isForShared)) return true;
  if ((headers.get(FOR_NGINX) ?? "0") !== "0") return true;
  return FOR_SHARED_CACHES.some((name) => {
    const targeted = headers.get(name);
    return targeted !== null && !directivesOf(targeted).some(keepsOut);
  });
}

/**
 * Keeps shared caches from storing a response that sets a cookie. The application's other directives
 * stay.
 */
export function addCacheControlPrivate(headers: HeadersLike): void {
  closeTo(headers, FOR_CDNS);
  closeTo(headers, FOR_SURROGATES);
  if (headers.get(FOR_NGINX) !== null) headers.set(FOR_NGINX, "0");
  const value = headers.get("cache-control");
  if (!value) {
    headers.set("cache-control", "private");
    return;
  }
  const directives = directivesOf(value);
  const kept = directives.filter((each) => !isForShared(each));
  if (!kept.some(keepsOut)) kept.push("private");
  else if (kept.length === directives.length) return;
  headers.set("cache-control", kept.join(", "));
}

/** Does the same for the caches that read this header first, if the response has it. */
function closeTo(headers: HeadersLike, name: string): void {
  const targeted = headers.get(name);
  if (targeted !== null && !directivesOf(targeted).some(keepsOut)) headers.set(name, "no-store");
}
