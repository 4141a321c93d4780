// The contract's replies as web responses, for the frameworks that speak Request and Response.
import { type ContractReply, type ContractVisit, contractApplication } from "dewar/testing";

/** The path and query of a request, as the contract wants it. */
export function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}

/** A body of chunks that come one by one; not every runtime has `ReadableStream.from`. */
export function bodyOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

/** A reply as a Response, redirects as `Response.redirect` where nothing else is to be in it. */
export function responseOf(reply: ContractReply, request: { url: string }): Response {
  if (reply.kind === "error") throw reply.error;
  if (reply.kind === "response") return reply.response;
  if (reply.kind === "not-found") return new Response("Not found", { status: 404 });
  const headers = new Headers();
  for (const [name, value] of reply.headers) headers.append(name, value);
  if (reply.kind === "redirect") {
    if (reply.headers.length === 0)
      return Response.redirect(new URL(reply.location, request.url), 302);
    headers.set("location", reply.location);
    return new Response(null, { status: 302, headers });
  }
  if (reply.kind === "callback") throw new TypeError("expected a settled reply");
  if (reply.kind === "text") {
    const { status, body } = reply;
    return new Response(status === 304 ? null : body, { status, headers });
  }
  return new Response(bodyOf(reply.chunks), { headers });
}

/** What is answered out of a callback, once it has come: handlers give their answer back. */
export async function settled(reply: ContractReply): Promise<ContractReply> {
  if (reply.kind !== "callback") return reply;
  await new Promise<void>(reply.schedule);
  return { ...reply, kind: "text", status: 200 };
}

/** What a visit is answered with, where handlers give their answer back. */
export async function replyTo(visit: ContractVisit): Promise<ContractReply> {
  const { answer, answerNow } = contractApplication;
  return settled(answerNow(visit) ?? (await answer(visit)));
}

/** Adds the headers of something around the session. */
export function addHeadersAround(address: string, headers: Headers): void {
  for (const [name, value] of contractApplication.headersAround(pathOf(address)))
    headers.append(name, value);
}
