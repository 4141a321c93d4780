// The contract's application as an endpoint that takes every path.
import type { APIRoute } from "astro";
import { session as context } from "dewar/context";
import { pathOf, replyTo, responseOf } from "../../../../contracts/web-replies.ts";

export const GET: APIRoute = async ({ locals, redirect, request }) => {
  const { session, admin, keyless } = locals;
  const url = pathOf(request.url);
  const assign = (value: unknown) => Object.assign(locals, { session: value });
  const reply = await replyTo({ url, session, admin, keyless, assign, context });
  if (reply.kind === "redirect" && reply.headers.length === 0) return redirect(reply.location);
  return responseOf(reply, request);
};
