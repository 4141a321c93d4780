import { SHARED_CACHE_HEADERS } from "../http/index.ts";

/** Headers that belong to one answer, and must not be on the error page that takes its place. */
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
