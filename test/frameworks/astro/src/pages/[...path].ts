// The contract's application as an endpoint that takes every path.
import type { APIRoute } from "astro";
import { session as context } from "dewar/context";
import { contractApplication } from "dewar/testing";
import { pathOf, responseOf } from "../../../../contracts/web-replies.ts";

export const GET: APIRoute = async ({ locals, redirect, request }) => {
  const { session, admin, keyless } = locals;
  const url = pathOf(request.url);
  const reply = await contractApplication.answer({ url, session, admin, keyless, context });
  if (reply.kind === "redirect" && reply.headers.length === 0) return redirect(reply.location);
  return responseOf(reply, request);
};
