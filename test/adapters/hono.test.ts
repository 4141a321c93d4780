import * as context from "dewar/context";
import { honoApplication } from "../contracts/hono-application.ts";
import { runContract } from "../contracts/run-contract.ts";
import { waiting } from "../contracts/waiting-cookie.ts";
import { serveWeb } from "../contracts/web-server.ts";

runContract("Hono on Node", () => serveWeb(honoApplication(context.session).fetch));
runContract("Hono on Node, with sessions that are waited for", () =>
  serveWeb(honoApplication(context.session, undefined, waiting).fetch),
);
