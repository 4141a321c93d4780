import { session as current } from "dewar/context";
import { contractApplication } from "dewar/testing";
import { HTTPError, redirect } from "nitro/h3";

const { answer, answerNow } = contractApplication;

export default async (event) => {
  const { session, admin, keyless } = event.context;
  const url = event.url.pathname + event.url.search;
  const assign = (value) => Object.assign(event.context, { session: value });
  const visit = { url, session, admin, keyless, assign, context: current };
  const reply = answerNow(visit) ?? (await answer(visit));
  if (reply.kind === "response") return reply.response;
  if (reply.kind === "error") throw reply.error;
  if (reply.kind === "not-found") throw new HTTPError({ status: 404 });
  for (const [name, value] of reply.headers) event.res.headers.append(name, value);
  if (reply.kind === "redirect") return redirect(reply.location);
  if (reply.kind === "callback") await new Promise(reply.schedule);
  else if (reply.kind !== "text") return ReadableStream.from(reply.chunks);
  else event.res.status = reply.status;
  return reply.body;
};
