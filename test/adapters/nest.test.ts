import { nestOnExpress, nestOnFastify } from "../contracts/nest-application.ts";
import { runContract } from "../contracts/run-contract.ts";

runContract("NestJS on Express", nestOnExpress);
runContract("NestJS on Fastify", nestOnFastify);
