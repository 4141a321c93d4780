import {
  bareValue,
  cookiesIn,
  looksSigned,
  type Parts,
  type Payload,
  type Profile,
  profileNamed,
  readPayload,
  split,
  type Unreadable,
} from "../../token/index.ts";

/** What can be told of a token without its key. */
export interface Inspection {
  /** The cookie's name, where a header gave one. */
  readonly name?: string;
  readonly value: string;
  readonly parts: Parts;
  readonly payload: Payload | Unreadable;
  /** What it looks like; only a key tells. */
  readonly looks: Profile;
}

// Nobody's cookie or token; reading it would stop the page for a while.
const MAX_LENGTH = 200_000;

/** Looks into what was pasted; `undefined` when that is nothing. */
export function inspect(pasted: string): Inspection | undefined {
  const text = pasted.slice(0, MAX_LENGTH);
  const cookies = cookiesIn(text);
  const named =
    cookies.find(({ name }) => name === "session") ??
    cookies.find(({ value }) => looksSigned(value)) ??
    cookies[0];
  const { name, value } = named ?? { name: undefined, value: bareValue(text) };
  if (value === "") return undefined;
  const parts = split(value);
  const payload = readPayload(parts);
  return { ...(name && { name }), value, parts, payload, looks: looksOf(parts, payload) };
}

function looksOf({ shape }: Parts, payload: Payload | Unreadable): Profile {
  if (shape === "remember") return profileNamed("remember-token");
  if ("problem" in payload) return profileNamed(shape === "signed" ? "flask-session" : "session");
  const { data } = payload;
  if (shape !== "signed" && data.type === "dict") return profileNamed("session");
  // Flask-WTF signs 40 hex digits, which the session has too.
  if (shape === "timed" && data.type === "str" && /^[0-9a-f]{40}$/.test(data.text))
    return profileNamed("wtf-csrf-token");
  return profileNamed("itsdangerous");
}
