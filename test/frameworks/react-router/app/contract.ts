// The contract's application as a resource route that takes every path.
import { session as context } from "dewar/context";
import { sessionContext } from "dewar/react-router";
import { data, redirect } from "react-router";
import { pathOf, replyTo, responseOf } from "../../../contracts/web-replies.ts";
import type { Route } from "./+types/contract";
import { adminContext, keylessContext } from "./contexts.ts";

export async function loader(args: Route.LoaderArgs) {
  const url = pathOf(args.request.url);
  const session = args.context.get(sessionContext);
  const admin = args.context.get(adminContext);
  const keyless = args.context.get(keylessContext);
  const assign = (value: unknown) => args.context.set(sessionContext, value as never);
  const reply = await replyTo({ url, session, admin, keyless, assign, context });
  if (reply.kind === "not-found") throw data("Not found", { status: 404 });
  if (reply.kind === "redirect" && reply.headers.length === 0) throw redirect(reply.location);
  return responseOf(reply, args.request);
}
