// What a cheat does: change one character of the payload and hope that nobody notices.
import { type Anatomy, unpack } from "./cookie-anatomy.ts";
import { parse } from "./json-text.ts";

const ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
const MAX_TRIES = 400; // How many characters of the payload to try.

export interface Tampering {
  /** The payload before the changed character, the character, and the rest. */
  before: string;
  was: string;
  is: string;
  after: string;
}

/**
 * One changed character of the payload, as a cheat would choose it: the data can still be read but
 * says something else. A compressed payload has no such character, so the middle one is changed.
 */
export function tamper({ payload, json, compressed }: Anatomy): Tampering {
  const tries = json === undefined || compressed ? 0 : Math.min(payload.length, MAX_TRIES);
  for (let at = 0; at < tries; at++) {
    for (const letter of ALPHABET) {
      const change = replace(payload, at, letter);
      if (saysSomethingElse(json ?? "", unpack(whole(change)))) return change;
    }
  }
  const middle = Math.ceil(payload.length / 2);
  return replace(payload, middle, payload[middle] === "A" ? "B" : "A");
}

/** The tampered payload in one piece. */
export function whole({ before, is, after }: Tampering): string {
  return before + is + after;
}

function replace(payload: string, at: number, letter: string): Tampering {
  return {
    before: payload.slice(0, at),
    was: payload.charAt(at),
    is: letter,
    after: payload.slice(at + 1),
  };
}

/** Whether the JSON differs by one letter or one digit only, and has the same keys. */
function saysSomethingElse(json: string, other: string | undefined): boolean {
  if (other === undefined || other.length !== json.length) return false;
  const at = json.split("").findIndex((letter, index) => letter !== other[index]);
  if (at < 0 || json.slice(at + 1) !== other.slice(at + 1)) return false;
  if (!/^([a-z]{2}|[0-9]{2})$/.test(json.charAt(at) + other.charAt(at))) return false;
  const data = parse(other);
  return data !== undefined && String(Object.keys(data)) === String(Object.keys(parse(json) ?? {}));
}
