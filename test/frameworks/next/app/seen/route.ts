// What a route handler sees of what the proxy has changed.
import type { NextRequest } from "next/server";
import { withSession } from "../session";

export const GET = withSession((request: NextRequest, session) => {
  const others = request.cookies.getAll().filter(({ name }) => name !== "session");
  return Response.json({
    data: Object.fromEntries(session),
    others: Object.fromEntries(others.map(({ name, value }) => [name, value])),
    moved: request.headers.get("x-moved"),
  });
});
