import { SHARED_CACHE_HEADERS } from "../http/index.ts";

/** Headers that belong to the discarded response, and must not be on the error page that replaces it. */
export const OF_AN_ANSWER: readonly string[] = [
  "location",
  "cache-control",
  ...SHARED_CACHE_HEADERS,
  "expires",
  "etag",
  "last-modified",
  "accept-ranges",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-length",
  "content-range",
  "content-type",
];

/** What tells one kind of error from another, so that each kind is reported once. */
export const errorKind = (error: unknown): unknown =>
  (error as { code?: unknown } | undefined)?.code ?? "unknown";

/** The status of the plain error page: that of the error, if it is one of a server's, else 500. */
export function errorStatus(error: unknown): number {
  const status = (error as { status?: unknown } | null | undefined)?.status;
  const isServerError = Number.isInteger(status) && Number(status) >= 500 && Number(status) <= 599;
  return isServerError ? Number(status) : 500;
}
