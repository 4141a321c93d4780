import express from "express";
import express4 from "express4";
import { contractOn } from "../contracts/express-application.ts";
import { listen } from "../contracts/node-server.ts";
import { runContract } from "../contracts/run-contract.ts";

runContract("Express 5", () => listen(contractOn(express())));
runContract("Express 4", () => listen(contractOn(express4())));
