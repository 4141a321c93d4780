import * as context from "dewar/context";
import { fetchApplication, NOT_ON_FETCH } from "../contracts/fetch-application.ts";
import { runContract } from "../contracts/run-contract.ts";
import { waiting } from "../contracts/waiting-cookie.ts";
import { serveWeb } from "../contracts/web-server.ts";

const start = () => serveWeb(fetchApplication(context.session));
runContract("fetch on Node", start, [], NOT_ON_FETCH);
runContract(
  "fetch on Node, with sessions that are waited for",
  () => serveWeb(fetchApplication(context.session, waiting)),
  [],
  NOT_ON_FETCH,
);
