// The contract's application on every adapter that needs no build, wherever its sessions are.
import * as context from "dewar/context";
import { type Elysia, Elysia as Elysia14 } from "elysia";
import { Elysia as Elysia11 } from "elysia11";
import express from "express";
import express4 from "express4";
import type fastify from "fastify";
import fastify4 from "fastify4";
import { toNodeHandler } from "h3";
import type { Hono } from "hono";
import { Hono as Hono3 } from "hono3";
import Koa2 from "koa2";
import { elysiaApplication } from "../../contracts/elysia-application.ts";
import { contractOn } from "../../contracts/express-application.ts";
import { fastifyApplication, listening } from "../../contracts/fastify-application.ts";
import { fetchApplication } from "../../contracts/fetch-application.ts";
import { h3Application } from "../../contracts/h3-application.ts";
import { honoApplication } from "../../contracts/hono-application.ts";
import { koaApplication } from "../../contracts/koa-application.ts";
import { nestOnExpress, nestOnFastify } from "../../contracts/nest-application.ts";
import { nodeApplication } from "../../contracts/node-application.ts";
import { listen } from "../../contracts/node-server.ts";
import type { Started } from "../../contracts/run-contract.ts";
import type { Sessions } from "../../contracts/waiting-cookie.ts";
import { serveWeb } from "../../contracts/web-server.ts";

/** Starts the contract's application. */
export type StartContract = (sessions: Sessions) => Promise<Started>;

const { session } = context;
const hono3 = Hono3 as unknown as typeof Hono;
const createFastify4 = fastify4 as unknown as typeof fastify;

const onElysia =
  (Application: typeof Elysia): StartContract =>
  (sessions) =>
    serveWeb(elysiaApplication(session, Application, sessions).fetch, false);

/** The adapters that speak Request and Response. */
export const WEB_ADAPTERS: Readonly<Record<string, StartContract>> = {
  "Hono 4": (sessions) => serveWeb(honoApplication(session, undefined, sessions).fetch, false),
  "Hono 3": (sessions) => serveWeb(honoApplication(session, hono3, sessions).fetch, false),
  h3: (sessions) => listen(toNodeHandler(h3Application(session, sessions))),
  Elysia: onElysia(Elysia14),
  "Elysia 1.1": onElysia(Elysia11 as unknown as typeof Elysia),
  fetch: (sessions) => serveWeb(fetchApplication(session, sessions), false),
};

/** The adapters that speak Node's request and response. */
export const NODE_ADAPTERS: Readonly<Record<string, StartContract>> = {
  "Express 5": (sessions) => listen(contractOn(express(), sessions)),
  "Express 4": (sessions) => listen(contractOn(express4(), sessions)),
  "Koa 3": (sessions) => listen(koaApplication(undefined, sessions).callback()),
  "Koa 2": (sessions) => listen(koaApplication(Koa2, sessions).callback()),
  "Fastify 5": (sessions) => listening(fastifyApplication(undefined, sessions)),
  "Fastify 4": (sessions) => listening(fastifyApplication(() => createFastify4(), sessions)),
  "NestJS on Express": nestOnExpress,
  "NestJS on Fastify": nestOnFastify,
  "node:http": (sessions) => listen(nodeApplication(sessions)),
};

/** The adapters that wait for sessions in a store. */
export const WAITING_ADAPTERS: Readonly<Record<string, StartContract>> = {
  ...WEB_ADAPTERS,
  ...NODE_ADAPTERS,
};
