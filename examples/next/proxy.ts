// What happens before a page is rendered: pages cannot write the session, so this does it for them.
import { sessionProxy } from "./app/session";

export const proxy = sessionProxy((request, session) => {
  if (request.method !== "GET") return;
  // Out of the visitor's cookie; the page of this request still shows them.
  session.getFlashedMessages();
  if ("username" in session) session.visits = session.get("visits", 0) + 1;
});

export const config = {
  // Pages that Next loads ahead are no visits.
  matcher: [{ source: "/", missing: [{ type: "header", key: "next-router-prefetch" }] }],
};
