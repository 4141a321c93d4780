import * as context from "dewar/context";
import { fetchApplication } from "../contracts/fetch-application.ts";
import { runContract } from "../contracts/run-contract.ts";
import { serveWeb } from "../contracts/web-server.ts";

const why = "a handler gets its session as an argument, so there is no place to assign to";
const impossible = {
  "null clears the session where it is assigned: a logout of other libraries": why,
  "an object replaces the data of the session where it is assigned": why,
  "anything else throws where it is assigned, and changes nothing": why,
};

runContract("fetch on Node", () => serveWeb(fetchApplication(context.session)), [], impossible);
