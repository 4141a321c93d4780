import { CommandError } from "../exit.ts";
import { quoted } from "../output.ts";
import { nowSeconds } from "../time.ts";
import { checkFlags, FLAG_RULES } from "./cookie-flags.ts";
import type { Place } from "./cookie-reach.ts";
import { checkValue, isSession } from "./cookie-value.ts";
import { withoutSecrets } from "./request.ts";
import { checkResponse } from "./response.ts";
import { type Examination, finding, type RuleId } from "./rules.ts";
import { type Exchange, type VisitOptions, visit } from "./visit.ts";

const CHECKED: readonly RuleId[] = [
  "session-found",
  "transport-https",
  ...FLAG_RULES,
  "cookie-size",
  "cookie-duplicate",
  "response-vary",
  "response-cache-control",
  "key-known",
  "payload-secret",
  "clock",
];

export function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new CommandError(
    "ERR_URL",
    "Expected an address that begins with http:// or https://, got something else.",
    "Pass the whole address, such as http://127.0.0.1:5000/login.",
  );
}

/** Examines the session cookie that a page of a running application sets. */
export async function examineWebsite(
  url: URL,
  options: VisitOptions & { name?: string },
): Promise<Examination> {
  const exchanges = await visit(url, options);
  const found = findSession(exchanges, options.name);
  const subject = withoutSecrets(url);
  const statuses = exchanges.map(({ status }) => status).join(", then ");
  if (found === undefined)
    return {
      subject,
      seen: `Answered ${statuses}, without a session cookie.`,
      checked: ["session-found"],
      findings: [
        finding(
          "session-found",
          "warning",
          `No response sets ${options.name ? quoted(options.name) : "a session in Flask's format"}.`,
          "Use a page that writes the session, post a form with --data, or pass a visitor's cookie with --cookie. If it has another name, pass --name.",
        ),
      ],
    };
  const { exchange, line, name, value } = found;
  const https = exchange.url.protocol === "https:";
  const place: Place = { https, loopback: isLoopback(exchange.url.hostname), now: nowSeconds() };
  return {
    subject,
    seen: `Answered ${statuses}; examined the cookie ${quoted(name)} of ${exchange.url.pathname}, ${line.length} bytes.`,
    checked: CHECKED,
    findings: [
      ...checkFlags(found.cookie, place),
      ...checkResponse(exchange, place, name),
      ...checkValue(value, line, place.now),
    ],
  };
}

/** The last session cookie with a value, found by its name or by its form. */
function findSession(exchanges: readonly Exchange[], name: string | undefined) {
  const all = exchanges.flatMap((exchange) =>
    exchange.setCookies.map(({ line, cookie }) => {
      const { name: cookieName, value = "" } = cookie;
      return { exchange, line, cookie, name: cookieName, value };
    }),
  );
  const set = all.filter(({ value }) => value !== "").reverse();
  if (name !== undefined) return set.find((each) => each.name === name);
  return (
    set.find((each) => each.name === "session" && isSession(each.value)) ??
    set.find((each) => isSession(each.value))
  );
}

const isLoopback = (host: string): boolean =>
  host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127\./.test(host);
