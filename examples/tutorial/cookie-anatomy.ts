// Takes a signed cookie apart, by hand: nothing here needs the key, because nothing is secret.
//     [.]payload.timestamp.signature     each part is base64url; the dot in front says "compressed"
import { inflateSync } from "node:zlib";

const ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
const MOST_BYTES = 100_000; // A small cookie can unpack to a very large text.
const MOST_TRIES = 400; // Characters to look at for a good one to tamper with.
const YEAR_10000 = 253_402_300_800; // Flask's time ends there.

export interface Anatomy {
  payload: string;
  timestamp: string;
  signature: string;
  compressed: boolean;
  /** The payload's JSON text; undefined where it cannot be unpacked. */
  json: string | undefined;
  signedAt: Date | undefined;
}

/** The parts of a cookie value; undefined if it does not have the three of them. */
export function takeApart(value: string): Anatomy | undefined {
  const [, payload, timestamp, signature] = /^(\.?[\w-]+)\.([\w-]*)\.([\w-]+)$/.exec(value) ?? [];
  if (payload === undefined || timestamp === undefined || signature === undefined) return undefined;
  return {
    payload,
    timestamp,
    signature,
    compressed: payload.startsWith("."),
    json: unpack(payload),
    signedAt: readTime(timestamp),
  };
}

function unpack(payload: string): string | undefined {
  try {
    const bytes = Buffer.from(payload.replace(/^\./, ""), "base64url");
    const json = payload.startsWith(".")
      ? inflateSync(bytes, { maxOutputLength: MOST_BYTES })
      : bytes;
    return new TextDecoder("utf-8", { fatal: true }).decode(json);
  } catch {
    return undefined; // Tampered with: that is what this page is about.
  }
}

/** Seconds since 1970, as a big-endian number without leading zero bytes. */
function readTime(timestamp: string): Date | undefined {
  const hex = Buffer.from(timestamp, "base64url").toString("hex");
  const seconds = Number.parseInt(hex || "0", 16);
  return seconds < YEAR_10000 ? new Date(seconds * 1000) : undefined;
}

/** The JSON text as members on lines of their own; as it is where JavaScript cannot read it. */
export function readable(json: string): string {
  const data = parse(json);
  return data === undefined ? json : JSON.stringify(data, null, 2);
}

export interface Tampering {
  /** The payload before the changed character, the character, and the rest. */
  before: string;
  was: string;
  is: string;
  after: string;
}

/**
 * One changed character of the payload, as a cheat would choose it: such that the data can still
 * be read but says something else. A compressed payload offers none: there it is the middle one.
 */
export function tamper({ payload, json, compressed }: Anatomy): Tampering {
  const tries = json === undefined || compressed ? 0 : Math.min(payload.length, MOST_TRIES);
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

/** The same JSON but for one letter in place of another, or one digit; and the same keys. */
function saysSomethingElse(json: string, other: string | undefined): boolean {
  if (other === undefined || other.length !== json.length) return false;
  const at = json.split("").findIndex((letter, index) => letter !== other[index]);
  if (at < 0 || json.slice(at + 1) !== other.slice(at + 1)) return false;
  if (!/^([a-z]{2}|[0-9]{2})$/.test(json.charAt(at) + other.charAt(at))) return false;
  const data = parse(other);
  return data !== undefined && String(Object.keys(data)) === String(Object.keys(parse(json) ?? {}));
}

function parse(json: string): object | undefined {
  try {
    const data: unknown = JSON.parse(json);
    return typeof data === "object" && data !== null ? data : undefined;
  } catch {
    return undefined;
  }
}
