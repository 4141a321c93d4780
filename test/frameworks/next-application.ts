import type { Started } from "../contracts/run-contract.ts";
import { startApplication } from "./applications.ts";

export const startNext = (): Promise<Started> =>
  startApplication({
    name: "next",
    build: ["next", "build"],
    serve: ["next", "start", "--hostname", "127.0.0.1"],
  });
