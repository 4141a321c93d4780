import * as context from "dewar/context";
import { fetchApplication } from "../contracts/fetch-application.ts";
import { runContract } from "../contracts/run-contract.ts";
import { serveWeb } from "../contracts/web-server.ts";

runContract("fetch on Node", () => serveWeb(fetchApplication(context.session)));
