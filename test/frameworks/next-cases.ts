// What dewar/next does beyond the contract: server components, server actions, the proxy.
import { deepEqual, equal, match } from "node:assert/strict";
import { Tuple } from "dewar";
import type { ExtraCase } from "../contracts/run-contract.ts";
import { readPage } from "../examples/document.ts";
import { cookieOf, saved } from "./expect-cookie.ts";

const alice = { username: "alice", cart: ["cork"] };
const flashes = { ...alice, _flashes: [Tuple.of("success", "Saved")] };
const NOT_STORED = "private, no-cache, no-store, max-age=0, must-revalidate";

const ask = (url: string, cookie: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { redirect: "manual", ...init, headers: { cookie, ...init.headers } });

async function shownOn(page: Response) {
  const text = /<pre>(.*?)<\/pre>/.exec(await page.text())?.[1] ?? "";
  return JSON.parse(text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'"));
}

async function press(url: string, button: number): Promise<Response> {
  const form = readPage(await (await fetch(`${url}/form`)).text()).forms[button];
  const body = new FormData();
  for (const [name, value] of form?.hidden ?? []) body.append(name, value);
  return ask(`${url}/form`, "", { method: "POST", body, headers: { origin: url } });
}

export const NEXT_CASES: ExtraCase[] = [
  {
    name: "a server component reads, and a write there throws with the reason",
    async run({ url }) {
      const page = await ask(`${url}/shown`, cookieOf(alice));
      const { data, status, failures, change } = await shownOn(page);
      deepEqual([data, status, failures.length], [alice, "valid", 5]);
      const [inside] = failures.splice(3, 1);
      // Lists are frozen copies.
      equal(inside, "TypeError: Cannot add property 1, object is not extensible");
      for (const failure of failures)
        match(failure, /^ReadonlySessionError: The session can only be read here\. A server comp/);
      match(change, /Cookies can only be modified in a Server Action or Route Handler/);
      deepEqual(saved(page), []);
    },
  },
  {
    name: "a server component shows messages, and cannot take them",
    async run({ url }) {
      const page = await ask(`${url}/shown`, cookieOf(flashes));
      const { messages, again } = await shownOn(page);
      deepEqual([messages, again], [[["success", "Saved"]], ["Saved"]]);
      deepEqual(saved(page), []);
    },
  },
  {
    name: "what the proxy changes is in the response, and the page of the same request sees it",
    async run({ url }) {
      const page = await ask(`${url}/shown?visit`, cookieOf({ ...alice, visits: 1 }));
      deepEqual((await shownOn(page)).data, { ...alice, visits: 2 });
      deepEqual(saved(page), [{ ...alice, visits: 2 }]);
      equal(page.headers.get("cache-control"), NOT_STORED);
      const route = await ask(`${url}/seen?visit`, `a=b; ${cookieOf({ visits: 1 })}; c=d`);
      deepEqual(await route.json(), {
        data: { visits: 2 },
        others: { a: "b", c: "d" },
        moved: null,
      });
    },
  },
  {
    name: "messages that the proxy takes are on the page, and gone from the cookie",
    async run({ url }) {
      const page = await ask(`${url}/shown?take`, cookieOf(flashes));
      deepEqual((await shownOn(page)).messages, [["success", "Saved"]]);
      deepEqual(saved(page), [alice]);
      const last = await ask(`${url}/shown?take`, cookieOf({ _flashes: flashes._flashes }));
      deepEqual((await shownOn(last)).messages, [["success", "Saved"]]);
      match(last.headers.getSetCookie()[0] ?? "", /^session=; Expires=/);
    },
  },
  {
    name: "a page that is loaded ahead leaves the messages where they are",
    async run({ url }) {
      const headers = { "sec-purpose": "prefetch" };
      const page = await ask(`${url}/shown?take`, cookieOf(flashes), { headers });
      deepEqual((await shownOn(page)).messages, [["success", "Saved"]]);
      deepEqual(saved(page), []);
    },
  },
  {
    name: "a redirect of the proxy has the cookie, and a rewrite keeps the headers it was given",
    async run({ url }) {
      const away = await ask(`${url}/away`, "");
      equal(away.status, 307);
      deepEqual(saved(away), [{ _flashes: [["error", "Please log in"]] }]);
      const moved = await ask(`${url}/moved?visit`, "a=b");
      deepEqual(await moved.json(), { data: { visits: 1 }, others: { a: "b" }, moved: "yes" });
      deepEqual(saved(moved), [{ visits: 1 }]);
    },
  },
  {
    name: "a page made at build time is kept by nobody when the proxy sets the cookie",
    async run({ url }) {
      const plain = await fetch(`${url}/fixed`);
      match(plain.headers.get("cache-control") ?? "", /s-maxage/);
      const page = await ask(`${url}/fixed`, cookieOf({ _permanent: true }));
      equal(page.headers.get("cache-control"), NOT_STORED);
      deepEqual(saved(page), [{ _permanent: true }]);
    },
  },
  {
    name: "an action's changes are saved, seen by its other changes, and on the page after it",
    async run({ url }) {
      const page = await press(url, 0);
      const data = { username: "alice", _flashes: [["message", "Hello, alice"]] };
      deepEqual(JSON.parse(readPage(await page.text()).heading), data);
      deepEqual(saved(page), [data]);
    },
  },
  {
    name: "an action that redirects has the cookie, changed in the callback that threw",
    async run({ url }) {
      const response = await press(url, 1);
      equal(response.status, 303);
      deepEqual(saved(response), [{ _flashes: [["message", "Bye"]] }]);
    },
  },
  {
    name: "an action has the last word over the proxy's refresh",
    async run({ url }) {
      const permanent = { _permanent: true, username: "bob" };
      const form = readPage(await (await fetch(`${url}/form`)).text()).forms[0];
      const body = new FormData();
      for (const [name, value] of form?.hidden ?? []) body.append(name, value);
      const init = { method: "POST", body, headers: { origin: url } };
      const page = await ask(`${url}/form`, cookieOf(permanent), init);
      const data = { ...permanent, username: "alice", _flashes: [["message", "Hello, alice"]] };
      deepEqual(saved(page).at(-1), data);
    },
  },
  {
    name: "redirect() in a route handler has the cookie",
    async run({ url }) {
      const response = await ask(`${url}/write/redirect?thrown`, "");
      equal(response.status, 307);
      deepEqual(saved(response), [{ username: "alice" }]);
    },
  },
];
