// What Flask would have sent in a case in which it did something else than dewar does.
import { attributesOf, optionsOf } from "./flask-config.ts";
import { toSessionInterface } from "./interface.ts";
import { type Case, nameOf, type Outcome, type SetCookie } from "./outcome.ts";

/** Whether the operations look at the session at all. */
export const touches = ({ step }: Case): boolean =>
  step.ops.some(({ op }) => !["noop", "set_other_cookie", "raise", "abort"].includes(op));

/** Where the last operation of these names stands, -1 if there is none. */
export const lastOp = ({ step }: Case, ...names: string[]): number =>
  step.ops.findLastIndex(({ op }) => names.includes(op));

/** The session cookie that is sent, if one is. */
export const sessionCookie = ({ config }: Case, outcome: Outcome): SetCookie | undefined =>
  outcome.setCookie.find(({ name }) => name === nameOf(config));

export const withCookieVary = (vary: string[]): string[] =>
  [...new Set([...vary, "cookie"])].sort();

/** The outcome with a session cookie of this content as the last one. */
export function sending(seen: Case, outcome: Outcome, content: string, permanent = false): Outcome {
  const name = nameOf(seen.config);
  const attributes = attributesOf(seen.config, seen.step.now, permanent);
  const others = outcome.setCookie.filter((cookie) => cookie.name !== name);
  const setCookie = [...others, { name, content, attributes }];
  return { ...outcome, setCookie, vary: withCookieVary(outcome.vary), cacheControl: "private" };
}

/** The outcome with the session cookie deleted. */
export function deleting(seen: Case, outcome: Outcome): Outcome {
  const sent = sending(seen, outcome, "");
  const gone = ["expires=Thu, 01 Jan 1970 00:00:00 GMT", "max-age=0"];
  const setCookie = sent.setCookie.map((cookie) =>
    cookie.name === nameOf(seen.config)
      ? { ...cookie, attributes: [...cookie.attributes, ...gone].sort() }
      : cookie,
  );
  return { ...sent, setCookie };
}

/** The outcome without a session cookie. */
export function sendingNothing(seen: Case, outcome: Outcome): Outcome {
  const setCookie = outcome.setCookie.filter(({ name }) => name !== nameOf(seen.config));
  return { ...outcome, setCookie, cacheControl: null };
}

/** The view ran to its end over a session from no cookie, with these results and no cookie sent. */
export const quiet = (seen: Case, outcome: Outcome, results: string[]): Outcome => ({
  ...sendingNothing(seen, outcome),
  status: 200,
  results,
  vary: touches(seen) ? ["cookie"] : [],
});

/** The values of the session's cookies in the header, in their order. */
export function cookieValues({ config, step }: Case): string[] {
  return (step.cookie ?? "")
    .split(";")
    .map((pair) => /^\s*([^=\s]+)\s*(?:=\s*("?)(.*)\2\s*)?$/.exec(pair) ?? [])
    .filter(([, name]) => name === nameOf(config))
    .map(([, , , value]) => value ?? "");
}

/** How dewar reads one cookie value: its status, and what it holds. */
export function read(seen: Case, value: string): { status: string; data: Map<string, unknown> } {
  const max_age = (optionsOf(seen.config).permanentSessionLifetime ?? 2_678_400) as number;
  const { sessions } = toSessionInterface({ secret_keys: seen.keys, now: seen.step.now, max_age });
  const session = sessions.openSession(`session=${value}`);
  return { status: session.status, data: new Map(session) };
}
