import { html, policy } from "./html.ts";

/** The part of a `node:http` response that is used here. */
export interface WritableResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body?: string): unknown;
}

// The sandbox separates the page from the site that serves it: the page cannot reach the site's
// cookies, storage or pages. The policy is also in the page itself, for people who save it as a file.
const HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `${policy}; frame-ancestors 'none'; sandbox allow-scripts`,
  "cache-control": "no-store",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

function answerTo(method: string | undefined): Answer {
  if (method === "GET") return { status: 200, headers: { ...HEADERS }, body: html };
  if (method === "HEAD") return { status: 200, headers: { ...HEADERS }, body: undefined };
  return { status: 405, headers: { allow: "GET, HEAD" }, body: undefined };
}

export function respond({ method }: Request): Response {
  const { status, headers, body } = answerTo(method);
  return new Response(body ?? null, { status, headers });
}

export function respondTo(
  { method }: { readonly method?: string | undefined },
  response: WritableResponse,
): void {
  const { status, headers, body } = answerTo(method);
  response.writeHead(status, headers);
  response.end(body);
}
