// The contract's application on plain node:http.
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as context from "dewar/context";
import { session } from "dewar/node";
import { type ContractReply, type ContractVisit, contractApplication } from "dewar/testing";
import { addHeadersAround } from "./node-server.ts";
import { inCookies, type Sessions } from "./waiting-cookie.ts";

const { options, answer, answerNow, answerError } = contractApplication;

function answerFailed(_error: unknown, req: IncomingMessage, res: ServerResponse): void {
  const body = answerError(req as IncomingMessage & ContractVisit);
  res.writeHead(500).end(body);
}

/**
 * The contract's application; it runs with `dewar/context`.
 *
 * @param sessions - where its sessions are
 */
export function nodeApplication(sessions: Sessions = inCookies): RequestListener {
  const withSession = session(sessions(options.session), { onError: answerFailed });
  // A second one is the same session.
  const again = session(sessions(options.session), { onError: answerFailed });
  const withAdmin = session(sessions(options.admin), { property: "admin" });
  const withKeyless = session(sessions(options.keyless), { property: "keyless" });
  const visit = withSession(again(withAdmin(withKeyless(respond))));
  return (req, res) => {
    addHeadersAround(req.url ?? "", res);
    visit(req, res);
  };
}

async function respond(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { session, admin, keyless, url } = req as IncomingMessage & ContractVisit;
  const assign = (value: unknown) => Object.assign(req, { session: value });
  const visit = { url, session, admin, keyless, assign, context: context.session };
  try {
    await send(answerNow(visit) ?? (await answer(visit)), res);
  } catch (error) {
    // What frameworks do: nothing has left yet, so the answer is another.
    if (!res.headersSent) answerFailed(error, req, res);
  }
}

async function send(reply: ContractReply, res: ServerResponse): Promise<void> {
  if (reply.kind === "error") throw reply.error;
  if (reply.kind === "not-found") return void res.writeHead(404).end("Not Found");
  if (reply.kind === "response") return void res.writeHead(204).end();
  for (const [name, value] of reply.headers) res.appendHeader(name, value);
  if (reply.kind === "redirect") {
    res.writeHead(302, { location: reply.location }).end();
  } else if (reply.kind === "text") {
    res.statusCode = reply.status;
    res.end(reply.body);
  } else if (reply.kind === "callback") {
    reply.schedule(() => res.end(reply.body));
  } else {
    if (reply.kind === "early-head") res.flushHeaders();
    await pipeline(Readable.from(reply.chunks), res);
  }
}
