// The contract's application as an endpoint that takes every path.
import { error, redirect } from "@sveltejs/kit";
import { session as context } from "dewar/context";
import { pathOf, replyTo, responseOf } from "../../../../../contracts/web-replies.ts";
import type { RequestHandler } from "./$types";

export const GET: RequestHandler = async ({ locals, request }) => {
  const { session, admin, keyless } = locals;
  const url = pathOf(request.url);
  const assign = (value: unknown) => Object.assign(locals, { session: value });
  const reply = await replyTo({ url, session, admin, keyless, assign, context });
  if (reply.kind === "not-found") error(404);
  if (reply.kind === "redirect" && reply.headers.length === 0) redirect(302, reply.location);
  return responseOf(reply, request);
};
