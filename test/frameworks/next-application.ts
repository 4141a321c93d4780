import type { Started } from "../contracts/run-contract.ts";
import { type Application, startApplication } from "./applications.ts";

export const NEXT: Application = {
  name: "next",
  build: ["next", "build"],
  serve: ["next", "start", "--hostname", "127.0.0.1"],
};

export const startNext = (): Promise<Started> => startApplication(NEXT);
