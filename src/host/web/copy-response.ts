type Body = string | Uint8Array<ArrayBuffer> | null;

/**
 * A copy of a response, to be changed in its place.
 *
 * A copy by way of `body` is a stream. `@hono/node-server` sends text without a stream, as long as
 * nobody has asked for the body, and so it sends the copy of its text.
 */
export function copyOf(response: Response): Response {
  const body = unsentBody(response);
  if (body === undefined) return new Response(response.body, response);
  const { status, headers } = response;
  return new Response(body, {
    status,
    headers: new Headers(headers),
    // Read only by who asks for it: reading makes a response of the platform, and a stream.
    get statusText() {
      return response.statusText;
    },
  });
}

/** What a response of `@hono/node-server` was made with: it keeps status, body and headers in a list. */
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
