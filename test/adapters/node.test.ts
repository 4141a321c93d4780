import { nodeApplication } from "../contracts/node-application.ts";
import { listen } from "../contracts/node-server.ts";
import { runContract } from "../contracts/run-contract.ts";

runContract("node:http", () => listen(nodeApplication()));
