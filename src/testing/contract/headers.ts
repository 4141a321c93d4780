import { deepEqual, equal } from "node:assert/strict";
import type { ContractCase, ContractServer } from "./case.ts";
import { ask, cookieOf, setCookieOf } from "./exchange.ts";

const WRITTEN = setCookieOf({ username: "alice" });
const header = (name: string, value: string): string =>
  `header=${encodeURIComponent(`${name}: ${value}`)}`;
const around = (name: string, value: string): string =>
  `around=${encodeURIComponent(`${name}: ${value}`)}`;

/** The application's Cache-Control, and the one that is sent with a session's cookie. */
const CACHE_CONTROL: readonly [said: string, sent: string][] = [
  ["max-age=60", "max-age=60, private"],
  ["no-cache", "no-cache, private"],
  ["private, max-age=60", "private, max-age=60"],
  ["no-store", "no-store"],
  ["public, max-age=60", "max-age=60, private"],
  ["s-maxage=600, max-age=60", "max-age=60, private"],
  ['max-age=60, ext="a, private"', 'max-age=60, ext="a, private", private'],
];

/** Headers of others survive, and ours are merged into them. */
export const HEADERS: readonly ContractCase<ContractServer>[] = [
  {
    name: "other cookies survive, whoever sets them and when",
    why: "Set-Cookie must be appended. Look for `set`, or for an object of headers, where a name has one value only.",
    async run({ url }) {
      const query = [
        header("Set-Cookie", "one=1; Path=/"),
        header("Set-Cookie", "two=2; Path=/"),
        around("Set-Cookie", "around=3; Path=/"),
      ];
      for (const reply of ["text", "redirect", "stream"]) {
        const { setCookie } = await ask(url, `/write/${reply}?${query.join("&")}`);
        deepEqual(
          [...setCookie].sort(),
          ["around=3; Path=/", "one=1; Path=/", "two=2; Path=/", WRITTEN].sort(),
        );
      }
    },
  },
  {
    name: "Vary is merged with what is there",
    why: "`saveSession` reads Vary before it writes. Look at the `get` of the headers that it is given: it must see what the application and the framework have set, as one text.",
    async run({ url }) {
      const own = (await ask(url, "/nothing/text")).vary;
      const sent = async (...values: string[]) => {
        const query = values.map((value) => header("Vary", value)).join("&");
        const { vary } = await ask(url, `/write/text?${query}`);
        return vary.filter((member) => !own.includes(member));
      };
      deepEqual(await sent(), ["Cookie"]);
      deepEqual(await sent("Accept-Language"), ["Accept-Language", "Cookie"]);
      deepEqual(await sent("Accept-Language, Origin"), ["Accept-Language", "Origin", "Cookie"]);
      deepEqual(await sent("Accept-Language", "Origin"), ["Accept-Language", "Origin", "Cookie"]);
      deepEqual(await sent("cookie"), ["cookie"]);
      deepEqual(await sent("Origin, COOKIE"), ["Origin", "COOKIE"]);
      deepEqual(await sent("*"), ["*"]);
    },
  },
  {
    name: "Cache-Control is merged: an answer with the cookie is private",
    why: "`saveSession` reads Cache-Control before it writes. Look at the `get` and `set` of the headers that it is given: `set` must replace the header.",
    async run({ url }) {
      for (const [said, expected] of CACHE_CONTROL) {
        const { cacheControl } = await ask(url, `/write/text?${header("Cache-Control", said)}`);
        equal(cacheControl, expected);
      }
    },
  },
  {
    name: "a refresh is not sent on an answer that shared caches may store",
    why: "`saveSession` must see the headers of the response as they leave. Look at whether it runs before the handler has set Cache-Control.",
    async run({ url }) {
      const cookie = cookieOf({ _permanent: true, username: "alice" });
      for (const said of ["public, max-age=60", "s-maxage=60", "max-age=0, PUBLIC"])
        for (const action of ["nothing", "read"]) {
          const query = header("Cache-Control", said);
          const answer = await ask(url, `/${action}/text?${query}`, cookie);
          deepEqual([answer.setCookie, answer.cacheControl], [[], said]);
        }
      const query = header("Cache-Control", "public, max-age=60");
      const changed = await ask(url, `/write-permanent/text?${query}`, cookie);
      deepEqual([changed.setCookie.length, changed.cacheControl], [1, "max-age=60, private"]);
    },
  },
  {
    name: "a refresh does not follow a cookie of the same name: a deletion by hand stays one",
    why: '`saveSession` must see the cookies that the application has set. Look at the `get("set-cookie")` of the headers that it is given.',
    async run({ url }) {
      const cookie = cookieOf({ _permanent: true, username: "alice" });
      const deletion = "session=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT";
      for (const action of ["nothing", "read"])
        for (const reply of ["text", "redirect", "stream"]) {
          const query = header("Set-Cookie", deletion);
          const { setCookie } = await ask(url, `/${action}/${reply}?${query}`, cookie);
          deepEqual(setCookie, [deletion]);
        }
      const other = "session2=1; Path=/";
      const query = header("Set-Cookie", other);
      const { setCookie } = await ask(url, `/nothing/text?${query}`, cookie);
      deepEqual([setCookie.length, setCookie[0]], [2, other]);
    },
  },
  {
    name: "Cache-Control is left alone where no cookie is sent",
    why: "Only a cookie makes a response private. Look for code of the adapter, or of the framework, that sets Cache-Control for every session.",
    async run({ url }) {
      const { cacheControl } = await ask(
        url,
        `/read/text?${header("Cache-Control", "max-age=60")}`,
      );
      equal(cacheControl, "max-age=60");
    },
  },
];
