import type { SetCookie } from "cookie";
import { quoted } from "../output.ts";
import { inWords } from "../time.ts";
import { type Finding, finding } from "./rules.ts";

/** Where a cookie was set. */
export interface Place {
  readonly https: boolean;
  /** Whether the host is this machine, where plain http is usual. */
  readonly loopback: boolean;
  readonly now: number;
}

const DAY = 86_400;
const WARN_SECONDS = 90 * DAY;
const MAX_SECONDS = 400 * DAY;
const CENTURY = 36_525 * DAY;

/** Who gets the cookie, and for how long. */
export const checkReach = (cookie: SetCookie, place: Place): (Finding | undefined)[] => [
  domain(cookie),
  path(cookie),
  lifetime(cookie, place),
];

function domain({ domain }: SetCookie): Finding | undefined {
  if (!domain) return undefined;
  return finding(
    "cookie-domain",
    "warning",
    `Domain is ${quoted(domain)}: every host below it gets the session.`,
    "Leave SESSION_COOKIE_DOMAIN (cookie.domain) unset, unless the hosts share their logins.",
  );
}

function path({ path }: SetCookie): Finding | undefined {
  if (path === "/") return undefined;
  return finding(
    "cookie-path",
    "note",
    path
      ? `Path is ${quoted(path)}.`
      : "The cookie has no Path, so the browser takes the folder of the page.",
    'Leave SESSION_COOKIE_PATH (cookie.path) at "/", unless two applications share the host.',
  );
}

function lifetime({ maxAge, expires }: SetCookie, { now }: Place): Finding | undefined {
  const seconds = maxAge ?? (expires ? expires.getTime() / 1000 - now : 0);
  if (seconds <= WARN_SECONDS) return undefined;
  const beyond = seconds > MAX_SECONDS ? " Browsers cut it to 400 days." : "";
  const length = seconds > CENTURY ? "more than a hundred years" : inWords(seconds);
  return finding(
    "cookie-lifetime",
    "warning",
    `The session lasts ${length}.${beyond}`,
    "Lower PERMANENT_SESSION_LIFETIME (permanentSessionLifetime): it is counted from the last visit, so 31 days are usually enough.",
  );
}
