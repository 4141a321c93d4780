import { deepEqual, equal } from "node:assert/strict";
import { SecureCookieSessionInterface } from "../../cookie/index.ts";
import { forgeCookie } from "../cookies.ts";
import { contractApplication, OLDER_KEY } from "./application.ts";
import type { ContractCase, ContractServer } from "./case.ts";
import { ask, cookieOf, DELETION, type Exchange, sessions, setCookieOf } from "./exchange.ts";

const WRITTEN = setCookieOf({ username: "alice" });
const NEXT_WEEK = "Expires=Tue, 08 Jan 2030 00:00:00 GMT; Max-Age=604800";

/** Checks that a response has the cookie, and the headers that belong with it. */
function hasCookie({ setCookie, vary, cacheControl }: Exchange, line: string): void {
  deepEqual(setCookie, [line]);
  equal(vary.filter((member) => member.toLowerCase() === "cookie").length, 1, `Vary: ${vary}`);
  equal(cacheControl, "private");
}

// The statuses that frameworks use for a redirect.
const REDIRECTS = [302, 303, 307];

/** Each kind of response that can save a session: the path, and the possible statuses. */
const ANSWERS: readonly [what: string, reply: string, statuses: number[], method?: string][] = [
  ["a body", "text", [200]],
  ["a redirect", "redirect", REDIRECTS],
  ["a page that is not there", "not-found", [404]],
  ["an answer with status 500", "server-error", [500]],
  ["a thrown error", "error", [500]],
  ["a stream", "stream", [200]],
  ["a head that is written by hand", "early-head", [200]],
  ["an answer without a body (304)", "not-modified", [304]],
  ["the answer to a HEAD", "text", [200], "HEAD"],
];

const MEGABYTE = 16 * 64 * 1024;

/** The cookie is sent when it has to be, with all its attributes, on every kind of response. */
export const SAVING: readonly ContractCase<ContractServer>[] = [
  {
    name: "a session that nobody touches leaves no trace",
    why: "The adapter must not read the session itself: `session.status` or any key counts as an access. Look for code that copies or logs it.",
    async run({ url }) {
      const { setCookie, vary, cacheControl, body } = await ask(
        url,
        "/nothing/text",
        cookieOf({ username: "alice" }),
      );
      equal(body, "nothing");
      deepEqual({ setCookie, cacheControl }, { setCookie: [], cacheControl: null });
      equal(
        vary.some((member) => member.toLowerCase() === "cookie"),
        false,
      );
    },
  },
  {
    name: "reading sets no cookie, and says that the answer depends on it",
    why: "`saveSession` must run for every response, also where nothing changed: it adds `Vary: Cookie`. Look at whether headers that it sets reach the response.",
    async run({ url }) {
      for (const [cookie, name] of [
        [undefined, "nobody"],
        [cookieOf({ username: "bob" }), "bob"],
      ] as const) {
        const { setCookie, vary, cacheControl, body } = await ask(url, "/read/text", cookie);
        equal(body, name);
        deepEqual({ setCookie, cacheControl }, { setCookie: [], cacheControl: null });
        equal(vary.filter((member) => member.toLowerCase() === "cookie").length, 1);
      }
    },
  },
  ...ANSWERS.map(([what, reply, statuses, method = "GET"]) => ({
    name: `writing sets the cookie on ${what}`,
    why: "The session must be saved just before the head of this kind of response leaves. Look at which hook of the framework runs there: one for successful handlers often misses redirects, errors and streams.",
    async run({ url }: ContractServer) {
      const answer = await ask(url, `/write/${reply}`, undefined, { method });
      equal(statuses.includes(answer.status), true, `status ${answer.status}`);
      hasCookie(answer, WRITTEN);
      if (reply === "stream" || reply === "early-head") equal(answer.body.length, MEGABYTE);
      if (reply === "redirect")
        equal(
          new URL(answer.headers.get("location") ?? "", url).pathname.endsWith("/read/text"),
          true,
        );
    },
  })),
  {
    name: "a permanent session lasts for its lifetime",
    why: "Expires and Max-Age must arrive as they are in the commit. Look at whether the framework writes the cookie itself and drops one of them.",
    async run({ url }) {
      const data = { _permanent: true, username: "alice" };
      hasCookie(
        await ask(url, "/write-permanent/text"),
        `${cookieOf(data)}; ${NEXT_WEEK}; Path=/; HttpOnly; SameSite=Lax`,
      );
    },
  },
  {
    name: "a permanent session is refreshed by every answer, touched or not",
    why: "`saveSession` must run where no handler touched the session, and on redirects, missing pages and errors. Look for a shortcut that skips untouched sessions.",
    async run({ url }) {
      const cookie = cookieOf({ _permanent: true, username: "alice" });
      for (const path of [
        "/nothing/text",
        "/read/text",
        "/nothing/redirect",
        "/nothing/not-found",
        "/nothing/error",
      ])
        hasCookie(
          await ask(url, path, cookie),
          `${cookie}; ${NEXT_WEEK}; Path=/; HttpOnly; SameSite=Lax`,
        );
    },
  },
  {
    name: "a cleared session is dropped by the browser, with the attributes it was set with",
    why: "A deletion is a Set-Cookie line, too. Look for code that leaves out cookies without a value, or deletes by the framework's own defaults for Path and SameSite.",
    async run({ url }) {
      for (const data of [{ username: "alice" }, { _permanent: true, username: "alice" }])
        for (const reply of ["text", "redirect", "error"])
          hasCookie(await ask(url, `/clear/${reply}`, cookieOf(data)), DELETION);
    },
  },
  {
    name: "a nested change is saved",
    why: "The handler must get the session itself. Look for a copy, such as `{ ...session }`, between the adapter and the handler.",
    async run({ url }) {
      const answer = await ask(url, "/append/text", cookieOf({ cart: ["cork"] }));
      equal(answer.body, "2");
      hasCookie(answer, setCookieOf({ cart: ["cork", "bottle"] }));
    },
  },
  {
    name: "a session of an older key is re-signed when it is read",
    why: "The whole options must reach the session interface, `secretKeyFallbacks` included, and `saveSession` must run after a read.",
    async run({ url }) {
      const older = new SecureCookieSessionInterface({
        ...contractApplication.options.session,
        secretKey: OLDER_KEY,
      });
      const answer = await ask(url, "/read/text", forgeCookie(older, { username: "carol" }));
      equal(answer.body, "carol");
      hasCookie(answer, setCookieOf({ username: "carol" }));
    },
  },
  {
    name: "a session that cannot be saved is an error, not a loss",
    why: "Errors of `saveSession` must reach the framework's error page. Look for a `catch`, or for a save that runs after the status has left.",
    async run({ url }) {
      for (const action of ["too-large", "unserialisable"]) {
        const { status, setCookie } = await ask(url, `/${action}/text`);
        deepEqual({ status, setCookie }, { status: 500, setCookie: [] });
      }
    },
  },
  {
    name: "a write after the head has left throws at the line that wrote",
    why: "The session must be saved when the head leaves, not when the body ends. Look at what your framework calls `finish` or `end`.",
    async run({ url }) {
      const { body, setCookie } = await ask(url, "/write/late");
      deepEqual(JSON.parse(body), [
        { name: "SessionCommittedError", code: "ERR_SESSION_COMMITTED", line: true },
      ]);
      deepEqual(setCookie, [WRITTEN]);
      equal(sessions.openSession(WRITTEN).has("late"), false);
    },
  },
];
