import { runContract } from "../contracts/run-contract.ts";
import { startApplication } from "./applications.ts";

runContract("Next", () =>
  startApplication({
    name: "next",
    build: ["next", "build"],
    serve: ["next", "start", "--hostname", "127.0.0.1"],
  }),
);
