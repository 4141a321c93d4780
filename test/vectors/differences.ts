// Where dewar does something else than Flask on purpose: each difference, why, and exactly what
// dewar does. The outcome that a vector expects goes through those that apply, in this order.
import { TaggedJSONSerializer } from "dewar";
import { onForeignFlashes, readsFlashesLate, showingLate } from "./flash-model.ts";
import {
  cookieValues,
  deleting,
  lastOp,
  quiet,
  read,
  sending,
  sendingNothing,
  sessionCookie,
  touches,
  withCookieVary,
} from "./model.ts";
import {
  type Case,
  nameOf,
  type Outcome,
  payloadOf,
  type SetCookie,
  savedText,
} from "./outcome.ts";
import type { Op } from "./read.ts";
import { canonical, type Encoded, hasWholeFloat, toValue } from "./values.ts";
import { isWellFormed, wellFormedJSON } from "./well-formed.ts";

export interface Difference {
  name: string;
  why: string;
  applies(seen: Case, flask: Outcome): boolean;
  /** What dewar does instead. */
  change(seen: Case, outcome: Outcome): Outcome;
}

const tagged = new TaggedJSONSerializer();
const opOf = ({ step }: Case): Op => step.ops[0] as Op;
const saved = ({ step }: Case) => step.expect.session_saved as Record<string, Encoded>;
const isPermanent = (seen: Case): boolean => Boolean(saved(seen)["_permanent"]);
const firstGood = (seen: Case) =>
  cookieValues(seen)
    .map((value) => read(seen, value))
    .find(({ status }) => status.startsWith("valid"));

/** The one operation of a vector on a session that turned out empty. */
function onEmptySession(seen: Case, outcome: Outcome): Outcome {
  const op = opOf(seen);
  const after = quiet(seen, outcome, ["null"]);
  const set = { [`${op["key"]}`]: op["value"] ?? null };
  if (op.op === "set") return sending(seen, after, savedText(set));
  return op.op === "clear" ? deleting(seen, after) : after;
}

export const DIFFERENCES: Difference[] = [
  {
    name: "Cache-Control: private",
    why: "a shared cache must not keep a page together with somebody's session cookie",
    applies: (seen, flask) => sessionCookie(seen, flask) !== undefined,
    change: (_seen, outcome) => ({ ...outcome, cacheControl: "private" }),
  },
  {
    name: "nested changes are saved",
    why: "Flask loses session['list'].append(1) unless session.modified is set",
    applies: (seen, flask) =>
      lastOp(seen, "nested_append", "nested_set") > lastOp(seen, "modified") &&
      sessionCookie(seen, flask) === undefined,
    change: (seen, outcome) => sending(seen, outcome, savedText(saved(seen)), isPermanent(seen)),
  },
  {
    name: "a cookie of an old key is signed anew when it is read",
    why: "in Flask it keeps the old key until something is written, so the old key can never go",
    applies: (seen, flask) =>
      touches(seen) &&
      sessionCookie(seen, flask) === undefined &&
      firstGood(seen)?.status === "valid-old-key",
    change: (seen, outcome) =>
      sending(seen, outcome, payloadOf(cookieValues(seen)[0] as string), isPermanent(seen)),
  },
  {
    name: "of several cookies of the name, the first that verifies counts",
    why: "another application on the host, or another path, hides the session in Flask",
    applies: (seen, flask) =>
      seen.group === "cookie-header" &&
      flask.results[0] === "null" &&
      cookieValues(seen).length > 1 &&
      firstGood(seen) !== undefined,
    change: (seen, outcome) => ({
      ...outcome,
      results: [canonical(firstGood(seen)?.data.get(`${opOf(seen)["key"]}`))],
    }),
  },
  {
    name: "another spelling of a signature is refused",
    why: "who has no key could make a second cookie out of a first, which revocation lists miss",
    applies: (seen, flask) =>
      seen.group === "cookie-header" &&
      flask.results[0] !== "null" &&
      firstGood(seen) === undefined,
    change: (seen, outcome) => quiet(seen, outcome, ["null"]),
  },
  {
    name: "a message flashed after messages were read is shown by the next read",
    why: "in Flask it is seen only by the next request, though it was flashed before this page",
    applies: (seen) => readsFlashesLate(seen),
    change: showingLate,
  },
  {
    name: "what is no message is passed over",
    why: "Flask answers 500 where another application left something else under _flashes",
    applies: ({ group, step }) =>
      group === "flash-foreign" &&
      Object.hasOwn({ ...(step.expect.session_loaded as object) }, "_flashes"),
    change: onForeignFlashes,
  },
  {
    name: "a payload that cannot be read is an empty session",
    why: "Flask answers 500 to the visitor until the cookie is gone; some it reads by Python's dict()",
    applies: ({ group }) => group.startsWith("poison-") && group !== "poison-date-edge",
    change: onEmptySession,
  },
  {
    name: "a date that cannot be written again keeps its text",
    why: "Flask reads the last hours of the year 9999 in western zones, and answers 500 to any change",
    applies: ({ group }, flask) => group === "poison-date-edge" && flask.status === 500,
    change: (seen, outcome) => {
      const text = payloadOf(cookieValues(seen)[0] as string);
      const member = savedText({ [`${opOf(seen)["key"]}`]: opOf(seen)["value"] ?? null });
      const both = `${text.slice(0, -1)},${member.slice(1)}`;
      return sending(seen, { ...outcome, status: 200 }, both);
    },
  },
  {
    name: "an expiry beyond the year 9999 is sent",
    why: "Flask answers 500",
    applies: ({ group, step }) => group === "expires" && step.expect.exception === "OverflowError",
    change: (seen, outcome) =>
      sending(seen, { ...outcome, status: 200 }, savedText(saved(seen)), true),
  },
  {
    name: "a whole number is an int",
    why: "JavaScript cannot tell 1.0 from 1; what is only kept keeps its text",
    applies: ({ step }) =>
      step.ops.some(({ value = null, message = null }) => hasWholeFloat([value, message])),
    change: (seen, outcome) => ({
      ...outcome,
      setCookie: outcome.setCookie.map((cookie) =>
        cookie.name === nameOf(seen.config) && cookie.content !== ""
          ? { ...cookie, content: tagged.dumps(tagged.loads(cookie.content)) }
          : cookie,
      ),
    }),
  },
  {
    name: "half of a surrogate pair is written as U+FFFD",
    why: "slice() leaves it of an emoji, and Flask answers 500 with every page that shows it",
    applies: ({ step }) => !isWellFormed(step.ops),
    change: (seen, outcome) => ({
      ...outcome,
      setCookie: outcome.setCookie.map((cookie) =>
        cookie.name === nameOf(seen.config)
          ? { ...cookie, content: wellFormedJSON(cookie.content) }
          : cookie,
      ),
    }),
  },
  {
    name: "permanent is a boolean",
    why: "Flask gives whatever is stored under _permanent",
    applies: (seen, flask) =>
      seen.step.ops.some(
        ({ op }, i) => op === "is_permanent" && /^[^tf]/.test(flask.results[i] ?? "t"),
      ),
    change: ({ step }, outcome) => {
      const booleans = outcome.results.map((result, i) =>
        step.ops[i]?.op === "is_permanent"
          ? canonical(Boolean(toValue(step.expect.results[i] ?? null)))
          : result,
      );
      return { ...outcome, results: booleans };
    },
  },
  {
    name: "Vary keeps what is there",
    why: "Flask joins into the first of several Vary headers and drops the rest; * says all already",
    applies: ({ step }, flask) => step.response_vary !== undefined && flask.vary.includes("cookie"),
    change: ({ step }, outcome) => {
      const members = (step.response_vary ?? []).flatMap((value) => value.split(","));
      const there = members.map((member) => member.trim().toLowerCase()).filter(Boolean);
      const vary = [...new Set(there)].sort();
      return { ...outcome, vary: vary.includes("*") ? vary : withCookieVary(vary) };
    },
  },
  {
    name: "a cookie that browsers would drop is an error",
    why: "Flask warns and sends it, and the session is lost without a word",
    applies: (seen, flask) =>
      sessionCookie(seen, flask) !== undefined &&
      seen.step.expect.set_cookie.some((line) => line.length > 4096),
    change: (seen, outcome) => ({ ...sendingNothing(seen, outcome), status: 500 }),
  },
  {
    name: "Max-Age beside Expires",
    why: "Expires alone is read by the browser's clock: a server whose clock is behind has no permanent sessions",
    applies: (seen, flask) =>
      flask.setCookie.some((cookie) => lasts(seen, cookie)) ||
      (saved(seen) != null && isPermanent(seen)),
    change: (seen, outcome) => ({
      ...outcome,
      setCookie: outcome.setCookie.map((cookie) => {
        if (!lasts(seen, cookie)) return cookie;
        const attributes = [...cookie.attributes, `max-age=${lifetimeOf(seen)}`];
        return { ...cookie, attributes: attributes.sort() };
      }),
    }),
  },
];

/** Whether it is a session's cookie with a date, and not one that is deleted. */
function lasts({ config }: Case, { name, content, attributes }: SetCookie): boolean {
  const hasDate = attributes.some((attribute) => attribute.startsWith("expires="));
  return name === nameOf(config) && content !== "" && hasDate;
}

/** What Werkzeug writes for `max_age=permanent_session_lifetime`. */
const lifetimeOf = ({ config }: Case): number =>
  Math.floor((config["PERMANENT_SESSION_LIFETIME"] ?? 2_678_400) as number);
