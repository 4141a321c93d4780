// The adapter of "Write an adapter" keeps the whole contract, on a real server of its framework.
import { Readable } from "node:stream";
import { server as makeServer, type Request, type ResponseToolkit, type Server } from "@hapi/hapi";
import type { SessionInterface, SessionOptions } from "dewar";
import { type ContractReply, type ContractVisit, contractApplication } from "dewar/testing";
import { runContract, type Started } from "../contracts/run-contract.ts";
import { inCookies, type Sessions, waiting } from "../contracts/waiting-cookie.ts";
import { codeUnder, run } from "./block.ts";

const PAGE = "docs/adapters/write-an-adapter.md";
type AddSession = (
  server: Server,
  source: SessionOptions | SessionInterface,
  property?: string,
) => void;

async function start(sessions: Sessions = inCookies): Promise<Started> {
  const { session } = await run<{ session: AddSession }>(codeUnder(PAGE, "The adapter"));
  const { options, answer, answerNow, headersAround } = contractApplication;
  const server = makeServer({ host: "127.0.0.1", port: 0, debug: false });
  session(server, sessions(options.session));
  session(server, sessions(options.admin), "admin");
  session(server, sessions(options.keyless), "keyless");
  server.ext("onPreResponse", ({ url, response }, h) => {
    const headers = "isBoom" in response ? response.output.headers : response.headers;
    addHeaders(headers, headersAround(`${url.pathname}${url.search}`));
    return h.continue;
  });
  const handler = async (request: Request, h: ResponseToolkit) => {
    const { session, admin, keyless } = request as unknown as ContractVisit;
    const url = `${request.url.pathname}${request.url.search}`;
    const assign = (value: unknown) => Object.assign(request, { session: value });
    const visit = { url, session, admin, keyless, assign };
    return send(answerNow(visit) ?? (await answer(visit)), h);
  };
  // Without what hapi adds of its own, since the contract looks at every header.
  const plain = { state: { parse: false, failAction: "ignore" as const }, cache: false as const };
  server.route({ method: "*", path: "/{path*}", handler, options: plain });
  await server.start();
  return { url: server.info.uri, close: () => server.stop({ timeout: 0 }) };
}

async function send(reply: ContractReply, h: ResponseToolkit) {
  if (reply.kind === "error") throw reply.error;
  if (reply.kind === "not-found") return h.response("Not Found").code(404);
  if (reply.kind === "response") return h.response().code(204);
  if (reply.kind === "callback") await new Promise<void>(reply.schedule);
  const response =
    reply.kind === "redirect"
      ? h.redirect(reply.location)
      : "body" in reply
        ? h.response(reply.body).code("status" in reply ? reply.status : 200)
        : h.response(Readable.from(reply.chunks, { objectMode: false }));
  addHeaders(response.headers, reply.headers);
  return response;
}

function addHeaders(
  headers: Record<string, unknown>,
  added: readonly (readonly [string, string])[],
): void {
  for (const [name, value] of added) {
    const key = name.toLowerCase();
    const before = headers[key];
    if (key === "set-cookie") headers[key] = [before ?? [], value].flat();
    else headers[key] = before === undefined ? value : `${before}, ${value}`;
  }
}

const NO_PAGE = "after a save that failed hapi calls nothing of the application any more";

const IMPOSSIBLE = {
  "the error page of the application shows messages after a save that failed": NO_PAGE,
  "the error page of the application can clear the session that could not be saved": NO_PAGE,
};

runContract("the adapter of the page", start, [], IMPOSSIBLE);
runContract(
  "the adapter of the page, with sessions that are waited for",
  () => start(waiting),
  [],
  IMPOSSIBLE,
);
