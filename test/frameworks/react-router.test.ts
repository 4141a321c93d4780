import { deepEqual, equal } from "node:assert/strict";
import { SecureCookieSessionInterface, Tuple } from "dewar";
import type { ExtraCase } from "../contracts/run-contract.ts";
import { runContract } from "../contracts/run-contract.ts";
import {
  type Application,
  refusedWithoutKey,
  startApplication,
  startWith,
} from "./applications.ts";
import { CSRF_CASES } from "./csrf-cases.ts";
import { saved } from "./expect-cookie.ts";
import { runStoreCases } from "./store-cases.ts";

const storage = new SecureCookieSessionInterface({
  secretKey: "key-of-the-storage-52c70e9d1b",
  cookie: { name: "storage" },
});
const pair = (response: Response, name: string): string =>
  response.headers
    .getSetCookie()
    .find((line) => line.startsWith(`${name}=`))
    ?.split(";")[0] ?? "";

async function post(url: string, path: string, cookie = ""): Promise<Response> {
  const headers = { origin: url, cookie };
  return fetch(`${url}${path}`, { method: "POST", headers, redirect: "manual" });
}

const CASES: ExtraCase[] = [
  {
    name: "a message of an action that throws a redirect is on the next page, once",
    async run({ url }) {
      const response = await post(url, "/?index");
      equal(response.status, 302);
      deepEqual(saved(response), [{ _flashes: [["message", "Saved"]] }]);
      const cookie = pair(response, "session");
      const page = await fetch(url, { headers: { cookie } });
      equal((await page.text()).includes("<p>Saved</p>"), true);
      equal(pair(page, "session"), "session=");
    },
  },
  {
    name: "a navigation in the browser, which asks for data only, has the cookie too",
    async run({ url }) {
      const cookie = pair(await post(url, "/?index"), "session");
      const page = await fetch(`${url}/_root.data`, { headers: { cookie } });
      equal((await page.text()).includes("Saved"), true);
      equal(pair(page, "session"), "session=");
    },
  },
  {
    name: "a session storage keeps Flask's session: flashed values are its messages",
    async run({ url }) {
      const cookie = pair(await post(url, "/storage"), "storage");
      deepEqual(Object.fromEntries(storage.openSession(cookie)), {
        _flashes: [Tuple.of("error", "Wrong password")],
        username: "alice",
      });
      const first = await fetch(`${url}/storage`, { headers: { cookie } });
      deepEqual(await first.json(), { username: "alice", error: "Wrong password" });
      const again = await fetch(`${url}/storage`, { headers: { cookie: pair(first, "storage") } });
      deepEqual(await again.json(), { username: "alice" });
    },
  },
  {
    name: "a session storage lets the browser keep a cookie as long as it is told, and drop it",
    async run({ url }) {
      const [line = ""] = (await post(url, "/storage?remember")).headers.getSetCookie();
      equal(line.replace(/=[^;]*/, ""), "storage; Max-Age=60; Path=/; HttpOnly; SameSite=Lax");
      const gone = await post(url, "/storage?logout", line.split(";")[0]);
      deepEqual(gone.headers.getSetCookie(), [
        "storage=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
      ]);
    },
  },
];

const ITS_OWN =
  "React Router answers an error of a middleware itself: with a component that gets no context, or with a text";

const application: Application = {
  name: "react-router",
  build: ["react-router", "build"],
  serve: ["react-router-serve", "build/server/index.js"],
};

const IMPOSSIBLE = {
  "the error page of the application shows messages after a save that failed": ITS_OWN,
  "the error page of the application can clear the session that could not be saved": ITS_OWN,
};

runContract(
  "React Router",
  () => startApplication(application),
  [...CASES, ...CSRF_CASES, refusedWithoutKey(application, "at its start")],
  IMPOSSIBLE,
);

runContract(
  "React Router, with sessions that are waited for",
  () => startWith("waiting", application),
  CASES,
  IMPOSSIBLE,
);

runStoreCases("React Router", () => startWith("told", application));
