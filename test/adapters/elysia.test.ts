import * as context from "dewar/context";
import { elysiaApplication } from "../contracts/elysia-application.ts";
import { runContract } from "../contracts/run-contract.ts";
import { waiting } from "../contracts/waiting-cookie.ts";
import { serveWeb } from "../contracts/web-server.ts";

runContract("Elysia on Node", () => serveWeb(elysiaApplication(context.session).fetch));
runContract("Elysia on Node, with sessions that are waited for", () =>
  serveWeb(elysiaApplication(context.session, undefined, waiting).fetch),
);
