// Writes for the pages that cannot.
import { type NextRequest, NextResponse } from "next/server";
import { sameOrigin, tokens } from "../protections.ts";
import { sessionProxy } from "./app/session";

export const proxy = sessionProxy(async (request: NextRequest, session) => {
  const refused = (await sameOrigin.next(request)) ?? (await tokens.next(request, session));
  if (refused !== undefined) return refused;
  const { pathname, searchParams } = request.nextUrl;
  if (searchParams.has("visit")) session["visits"] = session.get("visits", 0) + 1;
  if (searchParams.has("take")) session.getFlashedMessages();
  if (pathname === "/away") {
    session.flash("Please log in", "error");
    return NextResponse.redirect(new URL("/shown", request.url));
  }
  if (pathname === "/moved") {
    const headers = new Headers(request.headers);
    headers.set("x-moved", "yes");
    return NextResponse.rewrite(new URL("/seen", request.url), { request: { headers } });
  }
  return undefined;
});

export const config = {
  matcher: ["/shown", "/away", "/moved", "/seen", "/fixed", "/form", "/cross", "/csrf"],
};
