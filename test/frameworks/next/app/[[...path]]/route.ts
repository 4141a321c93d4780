// The contract's application as a route handler that takes every path.
import { session as context } from "dewar/context";
import { session } from "dewar/next";
import { contractApplication } from "dewar/testing";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { type NextRequest, NextResponse } from "next/server";
import { sessionsOfProcess } from "../../../../contracts/sessions-of-process.ts";
import {
  addHeadersAround,
  pathOf,
  replyTo,
  responseOf,
} from "../../../../contracts/web-replies.ts";

const { options } = contractApplication;
const functions = { cookies, headers, NextResponse };
const main = session(sessionsOfProcess(options.session), functions);
// A second one is the same session.
const again = session(sessionsOfProcess(options.session), functions);
const admins = session(sessionsOfProcess(options.admin), functions, { property: "admin" });
const keyless = session(sessionsOfProcess(options.keyless), functions, { property: "keyless" });

const visit = main.withSession((request: NextRequest) =>
  again.withSession((_: NextRequest, session) =>
    admins.withSession((_: NextRequest, admin) =>
      keyless.withSession(async (_: NextRequest, keyless) => {
        const url = pathOf(request.url);
        const reply = await replyTo({ url, session, admin, keyless, context });
        if (reply.kind === "not-found") notFound();
        if (reply.kind === "redirect" && url.includes("thrown")) redirect(reply.location);
        return responseOf(reply, request);
      })(request),
    )(request),
  )(request),
);

export async function GET(request: NextRequest): Promise<Response> {
  const response = await visit(request);
  addHeadersAround(request.url, response.headers);
  return response;
}
