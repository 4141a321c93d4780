import * as context from "dewar/context";
import { toNodeHandler } from "h3";
import { h3Application } from "../contracts/h3-application.ts";
import { listen } from "../contracts/node-server.ts";
import { runContract } from "../contracts/run-contract.ts";
import { waiting } from "../contracts/waiting-cookie.ts";

runContract("h3 on Node", () => listen(toNodeHandler(h3Application(context.session))));
runContract("h3 on Node, with sessions that are waited for", () =>
  listen(toNodeHandler(h3Application(context.session, waiting))),
);
