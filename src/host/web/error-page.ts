import { errorStatus } from "../index.ts";

const REASONS: Readonly<Record<number, string>> = {
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/**
 * The response if a session cannot be loaded or saved, and there is no other error page.
 *
 * @param error - may say which status
 */
export function errorPage(error: unknown): Response {
  const status = errorStatus(error);
  return new Response(REASONS[status] ?? "Internal Server Error", {
    status,
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
}
