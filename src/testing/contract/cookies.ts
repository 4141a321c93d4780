import { deepEqual, equal } from "node:assert/strict";
import { SecureCookieSessionInterface } from "../../cookie/index.ts";
import { forgeCookie } from "../cookies.ts";
import { CONTRACT_TIME, contractApplication } from "./application.ts";
import type { ContractCase, ContractServer } from "./case.ts";
import { ask, cookieOf } from "./exchange.ts";

const { options } = contractApplication;
const DAYS_8 = 8 * 24 * 60 * 60 * 1000;
const earlier = new SecureCookieSessionInterface({
  ...options.session,
  clock: () => CONTRACT_TIME - DAYS_8,
});
const foreign = new SecureCookieSessionInterface({
  ...options.session,
  secretKey: "key-of-another-application-7d21",
});
const alice = { username: "alice" };

/** Replaces one character of the payload. */
const tampered = cookieOf(alice).replace(
  /=(.)/,
  (_, first: string) => `=${first === "e" ? "f" : "e"}`,
);
const unreadable = `session=${new SecureCookieSessionInterface(options.session).signingSerializer.signer.sign("bm90IGpzb24")}`;

/** Rejected cookies: a name, the header, and the session's status. */
const REFUSED: readonly [what: string, cookie: string, status: string][] = [
  ["tampered", tampered, "bad-signature"],
  ["expired", forgeCookie(earlier, alice), "expired"],
  ["foreign", forgeCookie(foreign, alice), "bad-signature"],
  ["unreadable", unreadable, "malformed"],
  ["oversized", `session=${"x".repeat(8000)}`, "bad-signature"],
  ["empty", "session=", "new"],
  ["nonsensical", "session; ;;=; =session; session", "new"],
  ["missing", "other=1", "new"],
];

/** Whatever a Cookie header holds, the application gets a session and not an error. */
export const COOKIES: readonly ContractCase<ContractServer>[] = [
  {
    name: "a rejected cookie gives an empty session, which says why",
    why: "`openSession` takes any Cookie header and never throws. Look for code that parses or decodes the header first, and for a framework that answers 400.",
    async run({ url }) {
      for (const [what, cookie, status] of REFUSED) {
        const seen = await ask(url, "/status/text", cookie);
        deepEqual([what, seen.status, seen.body, seen.setCookie], [what, 200, status, []]);
        equal((await ask(url, "/read/text", cookie)).body, "nobody");
      }
    },
  },
  {
    name: "of several cookies of the name the first valid one counts",
    why: "`openSession` needs the whole Cookie header. Look for a parser that keeps one cookie of a name.",
    async run({ url }) {
      const [good, other] = [cookieOf(alice), cookieOf({ username: "bob" })];
      for (const header of [
        `${tampered}; ${good}`,
        `${good}; ${other}`,
        `session=; a=b; ${good}; ${tampered}`,
      ])
        equal((await ask(url, "/read/text", header)).body, "alice");
    },
  },
  {
    name: "other cookies are not ours",
    why: "`openSession` needs the header as it came. Look for a parser that changes the case of names, or searches for a part of them.",
    async run({ url }) {
      const value = cookieOf(alice).slice("session=".length);
      for (const name of ["sessions", "xsession", "Session", "__Host-session"])
        equal((await ask(url, "/read/text", `${name}=${value}`)).body, "nobody");
    },
  },
];
