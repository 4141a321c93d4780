type Body = string | Uint8Array<ArrayBuffer> | null;

/**
 * A copy of a response. The copy is changed in place of the original.
 *
 * A copy made from `body` is a stream. `@hono/node-server` sends text without a stream, unless
 * something has read `body`. So this copies the text, and the copy is sent without a stream, too.
 */
export function copyOf(response: Response): Response {
  const body = unsentBody(response);
  if (body === undefined) return new Response(response.body, response);
  const { status, headers } = response;
  return new Response(body, {
    status,
    headers: new Headers(headers),
    // Read only on demand: reading it creates a response of the platform, and a stream.
    get statusText() {
      return response.statusText;
    },
  });
}

/** The arguments of a response of `@hono/node-server`, which keeps status, body and headers in a list. */
function unsentBody(response: Response): Body | undefined {
  const kept = Object.getOwnPropertySymbols(response).find(isKept);
  const parts: unknown = kept && (response as unknown as Record<symbol, unknown>)[kept];
  if (!Array.isArray(parts) || parts.length !== 3) return undefined;
  const [status, body]: unknown[] = parts;
  if (status !== response.status) return undefined;
  const isBody = typeof body === "string" || body === null || body instanceof Uint8Array;
  return isBody ? (body as Body) : undefined;
}

const isKept = ({ description }: symbol): boolean => description === "cache";
