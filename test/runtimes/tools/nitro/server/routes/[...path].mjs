import { session as current } from "dewar/context";
import { contractApplication } from "dewar/testing";
import { HTTPError, redirect } from "nitro/h3";

export default async (event) => {
  const { session, admin, keyless } = event.context;
  const url = event.url.pathname + event.url.search;
  const visit = { url, session, admin, keyless, context: current };
  const reply = await contractApplication.answer(visit);
  if (reply.kind === "error") throw reply.error;
  if (reply.kind === "not-found") throw new HTTPError({ status: 404 });
  for (const [name, value] of reply.headers) event.res.headers.append(name, value);
  if (reply.kind === "redirect") return redirect(reply.location);
  if (reply.kind !== "text") return ReadableStream.from(reply.chunks);
  event.res.status = reply.status;
  return reply.body;
};
