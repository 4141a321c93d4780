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

const visit = async (url: string, cookie = "") => {
  const response = await fetch(url, { headers: { cookie } });
  const shown = /<p>(.*)<\/p>/.exec(await response.text())?.[1] ?? "{}";
  const lines = response.headers.getSetCookie();
  return {
    status: response.status,
    shown: JSON.parse(shown.replaceAll("&quot;", '"')),
    saved: saved(response),
    own: lines.filter((line) => !line.startsWith("session=")).sort(),
    lines,
  };
};

const CASES: ExtraCase[] = [
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
    name: "Astro.rewrite() in a page: what was set before is seen, and there is one cookie",
    async run({ url }) {
      const before = { before: "rewrite" };
      const page = await visit(`${url}/rewrite?how=once`);
      deepEqual([page.shown, page.saved, page.own], [before, [before], ["later=2", "own=1"]]);
      const both = await visit(`${url}/rewrite?how=both`);
      const data = { ...before, after: "rewrite" };
      deepEqual([both.shown, both.saved, both.own], [data, [data], ["later=2", "own=1"]]);
    },
  },
  {
    name: "Astro.rewrite() in a page: a logout holds",
    async run({ url }) {
      const cookie = cookieOf({ _permanent: true, username: "alice" });
      const page = await visit(`${url}/rewrite?how=logout`, cookie);
      deepEqual(page.shown, {});
      deepEqual(
        page.lines.filter((line) => line.startsWith("session=")),
        [
          "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
        ],
      );
    },
  },
  {
    name: "a rewrite in middleware, by rewrite() and by next(): the page has the session, one cookie",
    async run({ url }) {
      const data = { before: "rewrite", after: "rewrite" };
      for (const path of ["/moved", "/moved-on"]) {
        const page = await visit(`${url}${path}`);
        deepEqual([page.status, page.shown, page.saved], [200, data, [data]]);
      }
    },
  },
  {
    name: "a rewrite by a middleware around the session, whose answer is thrown away: one cookie",
    async run({ url }) {
      const data = { before: "rewrite", after: "rewrite" };
      const page = await visit(`${url}/lost`);
      deepEqual([page.shown, page.saved], [data, [data]]);
    },
  },
  {
    name: "404.astro has the session of the answer that it takes the place of",
    async run({ url }) {
      const data = { before: "error" };
      const page = await visit(`${url}/nothing-here`);
      deepEqual([page.status, page.shown, page.saved], [404, data, [data]]);
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

const application: Application = {
  name: "astro",
  build: ["astro", "build"],
  serve: ["node", "dist/server/entry.mjs"],
};

runContract("Astro", () => startApplication(application), [
  ...CASES,
  ...CSRF_CASES,
  refusedWithoutKey(application, "at a visit"),
]);

runContract(
  "Astro, with sessions that are waited for",
  () => startWith("waiting", application),
  CASES,
);

runStoreCases("Astro", () => startWith("told", application));
