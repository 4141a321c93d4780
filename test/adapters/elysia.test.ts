import * as context from "dewar/context";
import { elysiaApplication } from "../contracts/elysia-application.ts";
import { runContract } from "../contracts/run-contract.ts";
import { serveWeb } from "../contracts/web-server.ts";

runContract("Elysia on Node", () => serveWeb(elysiaApplication(context.session).fetch));
