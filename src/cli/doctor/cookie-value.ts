import {
  type Described,
  DIGEST_METHODS,
  isSignedBy,
  type Parts,
  profileNamed,
  readPayload,
  SIGNATURE_LENGTHS,
  split,
} from "../../token/index.ts";
import { inWords, utc } from "../time.ts";
import { KNOWN_KEYS } from "./known-keys.ts";
import { secretsIn } from "./payload-secrets.ts";
import { type Finding, finding } from "./rules.ts";

const MAX_BYTES = 4096;
const WARN_BYTES = 3072;
// A response takes a moment to arrive. Flask itself does not tolerate even one second.
const CLOCK_SECONDS = 5;

/** Whether it looks like a session in Flask's format. Only the key could prove it. */
export function isSession(value: string): boolean {
  const parts = split(value);
  const payload = readPayload(parts);
  return parts.shape === "timed" && !("problem" in payload) && payload.data.type === "dict";
}

/** Examines the value: its size, its readable content, and whether a well-known key signed it. */
export function checkValue(value: string, setCookie: string, now: number | undefined): Finding[] {
  const parts = split(value);
  const payload = readPayload(parts);
  const found = [
    size(setCookie),
    knownKey(parts),
    now === undefined ? undefined : clock(parts, now),
  ];
  if (!("problem" in payload)) found.push(readable(payload.data));
  return found.filter((each) => each !== undefined);
}

function size(setCookie: string): Finding | undefined {
  const bytes = Buffer.byteLength(setCookie);
  if (bytes <= WARN_BYTES) return undefined;
  const tooLarge = bytes > MAX_BYTES;
  return finding(
    "cookie-size",
    tooLarge ? "error" : "warning",
    `The cookie has ${bytes} bytes, name and attributes included; browsers keep ${MAX_BYTES}.`,
    "Keep large data on the server, and its id in the session.",
  );
}

function knownKey(parts: Parts): Finding | undefined {
  const session = profileNamed("session");
  const digestMethod =
    DIGEST_METHODS.find((digest) => SIGNATURE_LENGTHS[digest] === parts.signature.length) ?? "sha1";
  if (!KNOWN_KEYS.some((key) => isSignedBy(parts, key, { ...session, digestMethod })))
    return undefined;
  return finding(
    "key-known",
    "error",
    `The session is signed with one of ${KNOWN_KEYS.length} well-known keys.`,
    "Replace the key now: dewar rotate --leaked. Any session it signed may be forged, so do not keep it as a fallback.",
  );
}

function clock({ timestamp }: Parts, now: number): Finding | undefined {
  if (timestamp === undefined) return undefined;
  const ahead = timestamp - now;
  if (ahead <= CLOCK_SECONDS) return undefined;
  return finding(
    "clock",
    "warning",
    `The session was signed at ${utc(timestamp)}, ${inWords(ahead)} ahead of this machine's clock.`,
    "Synchronise both clocks (NTP).",
  );
}

function readable(data: Described): Finding | undefined {
  const paths = secretsIn(data);
  if (paths.length === 0) return undefined;
  return finding(
    "payload-secret",
    "warning",
    `The cookie is readable, and these look like secrets: ${paths.join(", ")}.`,
    "Keep it on the server, and only an id in the session.",
  );
}
