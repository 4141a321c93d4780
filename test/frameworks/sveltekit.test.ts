import { deepEqual, equal } from "node:assert/strict";
import type { ExtraCase } from "../contracts/run-contract.ts";
import { runContract } from "../contracts/run-contract.ts";
import {
  type Application,
  refusedWithoutKey,
  startApplication,
  startWith,
} from "./applications.ts";
import { CSRF_CASES } from "./csrf-cases.ts";
import { cookieOf, saved } from "./expect-cookie.ts";
import { runStoreCases } from "./store-cases.ts";

const permanent = cookieOf({ _permanent: true, asked: 1 });
const CASES: ExtraCase[] = [
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
  {
    name: "handleError has the session that could not be saved, and error.html shows what it says",
    async run({ url }) {
      const cookie = cookieOf({ _flashes: [["message", "Saved"]] });
      const page = await fetch(`${url}/unserialisable/text?page=flashes`, {
        headers: { cookie, accept: "text/html" },
      });
      deepEqual([page.status, (await page.text()).trim(), saved(page)], [500, '["Saved"]', []]);
    },
  },
];

const ITS_OWN =
  "SvelteKit makes the page for an error of a hook itself, out of a message, and puts no cookie on it";

const application: Application = {
  name: "sveltekit",
  build: ["vite", "build"],
  serve: ["node", "build"],
  // Without it adapter-node takes https for granted.
  environment: { ORIGIN: "http://127.0.0.1:$PORT" },
};

const IMPOSSIBLE = {
  "the error page of the application shows messages after a save that failed": ITS_OWN,
  "the error page of the application can clear the session that could not be saved": ITS_OWN,
};

runContract(
  "SvelteKit",
  () => startApplication(application),
  [...CASES, ...CSRF_CASES, refusedWithoutKey(application, "at its start")],
  IMPOSSIBLE,
);

runContract(
  "SvelteKit, with sessions that are waited for",
  () => startWith("waiting", application),
  CASES,
  IMPOSSIBLE,
);

runStoreCases("SvelteKit", () => startWith("told", application));
