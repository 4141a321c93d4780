import { koaApplication } from "../contracts/koa-application.ts";
import { listen } from "../contracts/node-server.ts";
import { runContract } from "../contracts/run-contract.ts";

runContract("Koa", () => listen(koaApplication().callback()));
