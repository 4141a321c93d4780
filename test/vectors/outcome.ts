// What one visit came to, in a form in which Flask's and dewar's can be compared.
import { TaggedJSONSerializer } from "dewar";
import { decodePayload } from "dewar/itsdangerous";
import type { FlaskConfig, Step } from "./read.ts";
import type { Answer } from "./site.ts";
import { canonical, type Encoded, toValue } from "./values.ts";

/** A Set-Cookie line: attributes as a set, and of a session cookie the text inside. */
export interface SetCookie {
  name: string;
  /** The payload's JSON of a session cookie, the value of any other, "" of one that is deleted. */
  content: string;
  attributes: string[];
}

export interface Outcome {
  status: number;
  /** One canonical text for each op that ended. */
  results: string[];
  setCookie: SetCookie[];
  /** In lower case, sorted, each once. */
  vary: string[];
  cacheControl: string | null;
}

/** One request of a vector, with what stays the same for the whole vector. */
export interface Case {
  group: string;
  config: FlaskConfig;
  /** Oldest to newest, of this step. */
  keys: Step["secret_keys"] & object;
  step: Step;
}

export const nameOf = (config: FlaskConfig): string =>
  (config["SESSION_COOKIE_NAME"] ?? "session") as string;

const tagged = new TaggedJSONSerializer();

/** The JSON that a session cookie's value holds. */
export const payloadOf = (value: string): string =>
  decodePayload(value.split(".").slice(0, -2).join("."));

export function parseSetCookie(line: string, sessionName: string): SetCookie {
  const [pair = "", ...attributes] = line.split(/; */);
  const name = pair.slice(0, pair.indexOf("="));
  const value = pair.slice(name.length + 1);
  const isSession = name === sessionName && value !== "";
  return {
    name,
    content: isSession ? payloadOf(value) : value,
    attributes: attributes
      // Host names are the same in either case.
      .map((text) => text.replace(/^(?:domain=.*|[^=]+)/i, (match) => match.toLowerCase()))
      .sort(),
  };
}

const varyOf = (headers: string[]): string[] => {
  const members = headers.flatMap((header) => header.split(",")).map((member) => member.trim());
  return [...new Set(members.filter(Boolean).map((member) => member.toLowerCase()))].sort();
};

const resultOf = (result: Encoded): string => canonical(toValue(result));

/** What Flask did, and so what dewar should do but for the differences. */
export function flaskOutcome({ config, step }: Case): Outcome {
  const { status, results, set_cookie, vary } = step.expect;
  return {
    status,
    results: results.map(resultOf),
    setCookie: set_cookie.map((line) => parseSetCookie(line, nameOf(config))),
    vary: varyOf(vary),
    cacheControl: null,
  };
}

export function dewarOutcome({ config }: Case, answer: Answer): Outcome {
  return {
    status: answer.status,
    results: answer.results,
    setCookie: answer.setCookie.map((line) => parseSetCookie(line, nameOf(config))),
    vary: varyOf(answer.vary),
    cacheControl: answer.cacheControl,
  };
}

/** The text in which a session of these values is saved. */
export const savedText = (saved: Encoded): string => tagged.dumps(toValue(saved));
