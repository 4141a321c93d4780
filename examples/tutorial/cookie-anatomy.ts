// Takes a signed cookie apart, by hand. Nothing here needs the key: the parts are not encrypted.
//     [.]payload.timestamp.signature     each part is base64url; the dot in front says "compressed"
import { inflateSync } from "node:zlib";

const MAX_BYTES = 100_000; // A small cookie can unpack to a very large text.
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

/** The parts of a cookie value; undefined if it does not have all three. */
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

/** A payload's JSON text; undefined where it cannot be unpacked. */
export function unpack(payload: string): string | undefined {
  try {
    const bytes = Buffer.from(payload.replace(/^\./, ""), "base64url");
    const json = payload.startsWith(".")
      ? inflateSync(bytes, { maxOutputLength: MAX_BYTES })
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
