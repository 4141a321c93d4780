import * as context from "dewar/context";
import { honoApplication } from "../contracts/hono-application.ts";
import { runContract } from "../contracts/run-contract.ts";
import { serveWeb } from "../contracts/web-server.ts";

runContract("Hono on Node", () => serveWeb(honoApplication(context.session).fetch));
