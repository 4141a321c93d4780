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

/** The facts about a token that need no key. */
export interface Inspection {
  /** The cookie's name, if a header had one. */
  readonly name?: string;
  readonly value: string;
  readonly parts: Parts;
  readonly payload: Payload | Unreadable;
  /** The kind of token that it looks like. Only a key can prove it. */
  readonly looks: Profile;
}

// Too long for a cookie or token. Reading it would block the page for a while.
const MAX_LENGTH = 200_000;

/** Inspects the pasted text; `undefined` if there is none. */
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
  // Flask-WTF signs 40 hex digits, which are also in the session.
  if (shape === "timed" && data.type === "str" && /^[0-9a-f]{40}$/.test(data.text))
    return profileNamed("wtf-csrf-token");
  return profileNamed("itsdangerous");
}
