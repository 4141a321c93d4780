import { fastifyApplication, listening } from "../contracts/fastify-application.ts";
import { runContract } from "../contracts/run-contract.ts";

runContract("Fastify", () => listening(fastifyApplication()));
