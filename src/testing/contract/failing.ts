import { deepEqual, equal } from "node:assert/strict";
import type { ContractCase, ContractServer } from "./case.ts";
import { ask, cookieOf, DELETION, setCookieOf } from "./exchange.ts";

const UNSAVABLE = ["too-large", "unserialisable"];

/** The ways to send a response: the path and query after the action. */
const FROM: readonly [where: string, reply: string][] = [
  ["at once", "text?now"],
  ["after a promise", "text"],
  ["out of a callback", "callback"],
  ["out of a timer", "timer"],
  ["as a stream", "stream"],
  ["with a head that is written by hand", "early-head"],
  ["as a redirect", "redirect"],
];

const FLASHED = cookieOf({ _flashes: [["message", "Saved"]] });

/** A session that cannot be saved becomes an error page, and has no other effect. */
export const FAILING: readonly ContractCase<ContractServer>[] = [
  ...FROM.map(([where, reply]) => ({
    name: `a session that cannot be saved is an error page: an answer ${where}`,
    why: "The save must fail before the head leaves, and the answer must then be replaced: status 500, and none of its cookies and its Location. Look at how this kind of response is sent, and at errors that are thrown outside a promise.",
    async run({ url }: ContractServer) {
      for (const action of UNSAVABLE) {
        const failed = await ask(url, `/${action}/${reply}`);
        deepEqual([failed.status, failed.setCookie], [500, []]);
        equal(failed.headers.has("location"), false);
        const next = await ask(url, "/write/text");
        deepEqual([next.status, next.setCookie], [200, [setCookieOf({ username: "alice" })]]);
      }
    },
  })),
  {
    name: "many that cannot be saved, side by side with those that can",
    why: "Nothing of one request may be kept where another finds it. Look for variables outside the handler, such as the last error or the last response.",
    async run({ url }) {
      const visits = Array.from({ length: 60 }, (_, index) => {
        const [, reply = ""] = FROM[index % FROM.length] ?? [];
        return index % 2 === 0 ? `/too-large/${reply}` : "/write/text";
      });
      const answers = await Promise.all(visits.map((path) => ask(url, path)));
      for (const [index, { status, setCookie }] of answers.entries()) {
        const expected = index % 2 === 0 ? [500, 0] : [200, 1];
        deepEqual([status, setCookie.length], expected);
      }
    },
  },
  {
    name: "a session that cannot be saved takes no cookie of another one out of private answers",
    why: "Two sessions share a response. If one of them fails, the other's cookie may stay only with `Cache-Control: private` and `Vary: Cookie`. Look at how headers are taken back after a failed save.",
    async run({ url }) {
      for (const [action, other] of [
        ["unserialisable-beside", "admin="],
        ["unserialisable-admin", "session="],
      ] as const)
        for (const reply of ["text?now", "text", "callback", "redirect", "stream"]) {
          const answer = await ask(url, `/${action}/${reply}`);
          equal(answer.status, 500);
          // Some frameworks make their error page without cookies.
          const { length } = answer.setCookie;
          if (length === 0) continue;
          deepEqual([length, answer.setCookie[0]?.startsWith(other)], [1, true]);
          deepEqual([answer.cacheControl, answer.vary.includes("Cookie")], ["private", true]);
        }
    },
  },
  {
    name: "the error page of the application shows messages after a save that failed",
    why: "The error page must find the same session, still open. Look at whether it is closed, or removed from the request, when its save fails.",
    async run({ url }) {
      for (const reply of ["text?now&page=flashes", "text?page=flashes", "timer?page=flashes"]) {
        const page = await ask(url, `/unserialisable/${reply}`, FLASHED);
        deepEqual([page.status, page.body, page.setCookie], [500, '["Saved"]', []]);
      }
    },
  },
  {
    name: "the error page of the application can clear the session that could not be saved",
    why: "After the error page, the session must be saved once more. Look for a flag that says it was saved already.",
    async run({ url }) {
      const cookie = cookieOf({ username: "bob" });
      for (const reply of ["text?now&page=clear", "text?page=clear", "callback?page=clear"]) {
        const page = await ask(url, `/too-large/${reply}`, cookie);
        deepEqual([page.status, page.body, page.setCookie], [500, "cleared", [DELETION]]);
      }
      const page = await ask(url, "/too-large/text?page=write", cookie);
      deepEqual([page.status, page.setCookie], [500, [setCookieOf({ username: "alice" })]]);
    },
  },
  {
    name: "a response that the application shares never carries a visitor's cookie to another visitor",
    why: "A response belongs to the code that made it. Look for `response.headers.set` or `append` on it: copy it first.",
    async run({ url }) {
      for (const reply of ["shared-response", "shared-headers"]) {
        const alice = await ask(url, `/write/${reply}`);
        deepEqual(alice.setCookie, [setCookieOf({ username: "alice" })]);
        for (const path of [`/nothing/${reply}`, `/read/${reply}`, `/nothing/${reply}`]) {
          const stranger = await ask(url, path);
          deepEqual([stranger.setCookie, stranger.cacheControl], [[], null]);
        }
        const { vary } = await ask(url, `/nothing/${reply}`);
        equal(vary.includes("Cookie"), false);
      }
    },
  },
];

/** Assignments to the place of a session: `req.session = null`. */
export const ASSIGNING: readonly ContractCase<ContractServer>[] = [
  {
    name: "null clears the session where it is assigned: a logout of other libraries",
    why: "The session's place must be a property with a setter that calls `session.clear()` for `null`. Look at how the session is put on the request.",
    async run({ url }) {
      for (const data of [{ username: "bob" }, { _permanent: true, username: "bob" }]) {
        const answer = await ask(url, "/assign-null/text", cookieOf(data));
        deepEqual([answer.body, answer.setCookie], ["{}", [DELETION]]);
      }
    },
  },
  {
    name: "an object replaces the data of the session where it is assigned",
    why: "The setter of the session's place must replace the data of the session, and not the session. Look at what is saved: the session that was opened, or the object that is there now.",
    async run({ url }) {
      const cookie = cookieOf({ username: "bob", role: "admin" });
      const answer = await ask(url, "/assign-object/text", cookie);
      deepEqual(answer.setCookie, [setCookieOf({ username: "alice" })]);
    },
  },
  {
    name: "anything else throws where it is assigned, and changes nothing",
    why: "The setter of the session's place must refuse what is neither null nor a plain object with a TypeError. Look for a property without a setter, which takes anything.",
    async run({ url }) {
      for (const value of ["text", "undefined"]) {
        const answer = await ask(url, `/assign-${value}/text`, cookieOf({ username: "bob" }));
        deepEqual([answer.body, answer.setCookie], ["TypeError", []]);
      }
    },
  },
];
