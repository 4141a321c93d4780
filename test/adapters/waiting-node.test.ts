// The whole contract on Node's adapters, with sessions that one has to wait for: the same answers.
import express from "express";
import express4 from "express4";
import fastify from "fastify";
import fastify4 from "fastify4";
import Koa from "koa";
import Koa2 from "koa2";
import { contractOn } from "../contracts/express-application.ts";
import { fastifyApplication, listening } from "../contracts/fastify-application.ts";
import { koaApplication } from "../contracts/koa-application.ts";
import { nestOnExpress, nestOnFastify } from "../contracts/nest-application.ts";
import { nodeApplication } from "../contracts/node-application.ts";
import { listen } from "../contracts/node-server.ts";
import { runContract } from "../contracts/run-contract.ts";
import { waiting } from "../contracts/waiting-cookie.ts";

runContract("Express 5", () => listen(contractOn(express(), waiting)));
runContract("Express 4", () => listen(contractOn(express4(), waiting)));
runContract("Koa 3", () => listen(koaApplication(Koa, waiting).callback()));
runContract("Koa 2", () => listen(koaApplication(Koa2 as never, waiting).callback()));
runContract("Fastify 5", () => listening(fastifyApplication(fastify, waiting)));
runContract("Fastify 4", () => listening(fastifyApplication(fastify4 as never, waiting)));
runContract("Nest on Express", () => nestOnExpress(waiting));
runContract("Nest on Fastify", () => nestOnFastify(waiting));
runContract("node:http", () => listen(nodeApplication(waiting)));
