import { deepEqual, equal } from "node:assert/strict";
import type { ContractCase, ContractServer } from "dewar/testing";
import { runContract } from "../contracts/run-contract.ts";
import { startApplication } from "./applications.ts";
import { cookieOf, saved } from "./expect-cookie.ts";

const CASES: ContractCase<ContractServer>[] = [
  {
    name: "a page writes, and a component that writes while the page is sent throws",
    async run({ url }) {
      const response = await fetch(`${url}/page`);
      deepEqual(saved(response), [{ page: true }]);
      equal(/<p>(\w+)/.exec(await response.text())?.[1], "SessionCommittedError");
    },
  },
  {
    name: "a page's redirect has the session's cookie and Astro's own",
    async run({ url }) {
      const response = await fetch(`${url}/page?away`, { redirect: "manual" });
      equal(response.status, 302);
      deepEqual(saved(response), [{ page: true }]);
      equal(response.headers.getSetCookie().includes("own=1"), true);
    },
  },
  {
    name: "a page made at build time has nobody's session, and cannot write",
    async run({ url }) {
      const cookie = cookieOf({ username: "alice" });
      const response = await fetch(`${url}/built`, { headers: { cookie } });
      const html = await response.text();
      equal(html.includes("ReadonlySessionError") && html.includes("nobody"), true);
      deepEqual(saved(response), []);
    },
  },
];

const ITS_OWN =
  "Astro makes another request of its own to answer an error, and drops the first one";

runContract(
  "Astro",
  () =>
    startApplication({
      name: "astro",
      build: ["astro", "build"],
      serve: ["node", "dist/server/entry.mjs"],
    }),
  CASES,
  {
    "writing sets the cookie on a thrown error": ITS_OWN,
    "a permanent session is refreshed by every answer, touched or not": ITS_OWN,
    "a cleared session is dropped by the browser, with the attributes it was set with": ITS_OWN,
  },
);
