import { deepEqual, equal } from "node:assert/strict";
import type { ContractCase, ContractServer } from "dewar/testing";
import { runContract } from "../contracts/run-contract.ts";
import { startApplication } from "./applications.ts";
import { cookieOf, saved } from "./expect-cookie.ts";

const permanent = cookieOf({ _permanent: true, asked: 1 });
const CASES: ContractCase<ContractServer>[] = [
  {
    name: "a redirect that a later hook throws has the cookie",
    async run({ url }) {
      const response = await fetch(`${url}/guarded`, { redirect: "manual" });
      equal(response.status, 303);
      deepEqual(saved(response), [{ _flashes: [["error", "Please log in"]] }]);
      equal(
        response.headers.getSetCookie()[0]?.replace(/=[^;]*/, ""),
        "session; Path=/; HttpOnly; SameSite=Lax",
      );
    },
  },
  {
    name: "a refresh does not undo what a route did that the page asked",
    async run({ url }) {
      const response = await fetch(`${url}/page`, { headers: { cookie: permanent } });
      equal((await response.text()).includes("asked 2"), true);
      deepEqual(saved(response), [{ _permanent: true, asked: 2 }]);
    },
  },
  {
    name: "a page that writes after the route it asked has the last word",
    async run({ url }) {
      const response = await fetch(`${url}/page?write`, { headers: { cookie: permanent } });
      deepEqual(saved(response).at(-1), { _permanent: true, asked: 1, page: true });
    },
  },
];

runContract(
  "SvelteKit",
  () =>
    startApplication({
      name: "sveltekit",
      build: ["vite", "build"],
      serve: ["node", "build"],
      // Without it adapter-node takes https for granted.
      environment: { ORIGIN: "http://127.0.0.1:$PORT" },
    }),
  CASES,
);
