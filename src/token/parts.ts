import { decodeBase64 } from "#platform";

/** The parts of a token. Nothing here is verified. */
export interface Parts {
  /**
   * `timed`: payload, time and signature (a session, URLSafeTimedSerializer); `signed`: without the
   * time (URLSafeSerializer, a Flask-Session id); `remember`: Flask-Login's; `bare`: no signature.
   */
  readonly shape: "timed" | "signed" | "remember" | "bare";
  readonly payload: string;
  /** The time of signing that it claims, in seconds since 1970. */
  readonly timestamp?: number;
  /** The text that was signed. */
  readonly signed: string;
  readonly signature: string;
}

/** Characters of a signature in base64url, by digest. */
export const SIGNATURE_LENGTHS = { sha1: 27, sha256: 43, sha384: 64, sha512: 86 } as const;

export function split(value: string): Parts {
  const [, id, hex] = /^(.*)\|([0-9a-fA-F]*)$/s.exec(value) ?? [];
  if (id !== undefined && hex !== undefined)
    return { shape: "remember", payload: id, signed: id, signature: hex };
  const last = value.lastIndexOf(".");
  // A dot at the start belongs to a compressed payload.
  if (last <= 0) return { shape: "bare", payload: value, signed: value, signature: "" };
  const signed = value.slice(0, last);
  const signature = value.slice(last + 1);
  const before = signed.lastIndexOf(".");
  const timestamp = before > 0 ? readTimestamp(signed.slice(before + 1)) : undefined;
  if (timestamp === undefined) return { shape: "signed", payload: signed, signed, signature };
  return { shape: "timed", payload: signed.slice(0, before), timestamp, signed, signature };
}

// The year 10000, which Python's dates and JavaScript's ISO dates cannot represent.
const END_OF_TIME = 253_402_300_800;

function readTimestamp(text: string): number | undefined {
  const bytes = /^[\w-]*$/.test(text) ? decodeBase64(text) : undefined;
  if (bytes === undefined || bytes.length > 8) return undefined;
  const seconds = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return seconds < END_OF_TIME ? seconds : undefined;
}

/** Whether the value of a cookie looks signed. */
export function looksSigned(value: string): boolean {
  const { shape, signature } = split(value);
  if (shape === "remember") return signature.length === 128;
  if (shape !== "timed" && shape !== "signed") return false;
  const lengths: readonly number[] = Object.values(SIGNATURE_LENGTHS);
  return /^[\w-]+$/.test(signature) && lengths.includes(signature.length);
}
