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
