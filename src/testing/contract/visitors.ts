import { deepEqual, equal } from "node:assert/strict";
import { forgeCookie, readCookie } from "../cookies.ts";
import { assertFlashed } from "../flash-assertions.ts";
import type { ContractCase, ContractServer } from "./case.ts";
import { admins, ask, cookieOf, DELETION, sessions, setCookieOf } from "./exchange.ts";

const FLASHES = [["success", "Saved"]];
const shown = JSON.stringify([FLASHES, FLASHES]);
const ADMIN_ATTRIBUTES = "Path=/; Secure; Partitioned; SameSite=None";
const VISITORS = 200;

/** Several pages, several visitors, several sessions. */
export const VISITING: readonly ContractCase<ContractServer>[] = [
  {
    name: "a message flashed before a redirect is shown on the next page, once",
    why: "The redirect must carry the cookie, and the page after it the deletion. Look at whether the session is saved on both.",
    async run({ url }) {
      const flashed = await ask(url, "/flash/redirect");
      equal(flashed.headers.has("location"), true);
      const [line = ""] = flashed.setCookie;
      assertFlashed(readCookie(sessions, line), "Saved", "success");
      const page = await ask(url, "/show-flashes/text", line.split(";")[0]);
      deepEqual([page.body, page.setCookie], [shown, [DELETION]]);
      const later = await ask(url, "/show-flashes/text");
      deepEqual([later.body, later.setCookie], ["[[],[]]", []]);
    },
  },
  {
    name: "HEAD and prefetch requests consume no messages",
    why: "`openSession` must get `keepFlashes: true` for HEAD and for the prefetch headers. Look at whether the adapter sees the true method: some frameworks turn HEAD into GET.",
    async run({ url }) {
      const cookie = (await ask(url, "/flash/text")).setCookie[0]?.split(";")[0];
      const head = await ask(url, "/show-flashes/text", cookie, { method: "HEAD" });
      deepEqual([head.status, head.setCookie], [200, []]);
      for (const headers of [
        { "sec-purpose": "prefetch" },
        { "sec-purpose": "prefetch;prerender" },
        { purpose: "prefetch" },
        // Safari's previews, old Firefox, Turbo, htmx.
        { purpose: "preview" },
        { "x-purpose": "preview" },
        { "x-moz": "prefetch" },
        { "x-sec-purpose": "prefetch" },
        { "hx-preloaded": "true" },
      ]) {
        const ahead = await ask(url, "/show-flashes/text", cookie, { headers });
        deepEqual([ahead.body, ahead.setCookie], [shown, []]);
      }
    },
  },
  {
    name: `${VISITORS} visitors at once each have their own session`,
    why: "Each request has its own session. Look for a session, or a place of it, in a variable outside the request, and for a context that is lost after an `await`.",
    async run({ url }) {
      const visitors = Array.from({ length: VISITORS }, (_, index) => `visitor ${index}`);
      const answers = await Promise.all(
        visitors.map((name) => ask(url, "/who/text", cookieOf({ name, turns: 1 }))),
      );
      deepEqual(
        answers.map(({ body }) => body),
        visitors,
      );
      deepEqual(
        answers.map(({ setCookie }) => setCookie),
        visitors.map((name) => [setCookieOf({ name, turns: 4 })]),
      );
    },
  },
  {
    name: "two sessions of different names live on one application",
    why: "Each session needs its own place on the request and its own save. Look for a fixed property name, and for a hook that is added once only.",
    async run({ url }) {
      const { setCookie } = await ask(url, "/write-both/text");
      const admin = forgeCookie(admins, { username: "root" });
      deepEqual([...setCookie].sort(), [
        `${admin}; ${ADMIN_ATTRIBUTES}`,
        setCookieOf({ username: "alice" }),
      ]);
      const cookies = setCookie.map((line) => line.split(";")[0]).join("; ");
      equal((await ask(url, "/read-both/text", cookies)).body, "alice and root");
      const cleared = await ask(url, "/clear-admin/text", cookies);
      deepEqual(cleared.setCookie, [
        `admin=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; ${ADMIN_ATTRIBUTES}`,
      ]);
    },
  },
  {
    name: "without a secret key a session can be read and not written",
    why: "Without a key there is a null session, and an error only at a write. Look for code of the adapter that writes or signs in any case.",
    async run({ url }) {
      const read = await ask(url, "/read-keyless/text", "keyless=abc");
      deepEqual([read.status, read.body, read.setCookie], [200, "nobody", []]);
      const { status, setCookie } = await ask(url, "/write-keyless/text");
      deepEqual([status, setCookie], [500, []]);
    },
  },
];
