// Forms with a token at /csrf, and requests from elsewhere at /cross, in a framework's own server.
import { deepEqual, equal, match } from "node:assert/strict";
import type { ExtraCase } from "../contracts/run-contract.ts";

const form = (fields: Record<string, string>, isMultipart: boolean): FormData | URLSearchParams => {
  if (!isMultipart) return new URLSearchParams(fields);
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.append(name, value);
  return made;
};

export const CSRF_CASES: ExtraCase[] = [
  {
    name: "a form passes with the token of its page, and the action reads it; without, it is refused",
    async run({ url }) {
      const page = await fetch(`${url}/csrf`);
      const csrf_token = await page.text();
      match(csrf_token, /^[\w.-]{91}$/);
      const cookie = page.headers.getSetCookie()[0]?.split(";")[0] ?? "";
      const title = "The title";
      // Some of these frameworks have a check of their own, of the origin.
      const headers = { cookie, origin: url };
      const send = async (body: FormData | URLSearchParams, more = {}) => {
        const init = { method: "POST", body, headers: { ...headers, ...more } };
        const response = await fetch(`${url}/csrf`, init);
        return [response.status, await response.text()];
      };
      for (const isMultipart of [false, true]) {
        deepEqual(await send(form({ csrf_token, title }, isMultipart)), [200, title]);
        const [status, text] = await send(form({ title }, isMultipart));
        equal(status, 400);
        match(`${text}`, /The CSRF token is missing\.|400/);
        deepEqual(await send(form({ title }, isMultipart), { "x-csrftoken": csrf_token }), [
          200,
          title,
        ]);
      }
      equal((await send(form({ csrf_token }, false), { cookie: "" }))[0], 400);
    },
  },
  {
    name: "a request of another origin is refused, and of this one it passes",
    async run({ url }) {
      const send = async (headers: Record<string, string>) => {
        const body = new URLSearchParams({ title: "The title" });
        const init = { method: "POST", body, headers: { origin: url, ...headers } };
        return (await fetch(`${url}/cross`, init)).status;
      };
      equal(await send({ "sec-fetch-site": "same-origin" }), 200);
      equal(await send({}), 200);
      equal(await send({ "sec-fetch-site": "cross-site" }), 403);
      equal(await send({ "sec-fetch-site": "same-site" }), 403);
      equal(await send({ origin: "https://evil.example" }), 403);
      equal(await send({ origin: "null" }), 403);
    },
  },
];
