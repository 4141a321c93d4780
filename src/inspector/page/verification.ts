import type { SecretKey } from "../../itsdangerous/index.ts";
import {
  isSignedBy,
  type Parts,
  PROFILES,
  type Profile,
  profileNamed,
  type Scheme,
  USUAL_SCHEMES,
} from "../../token/index.ts";
import type { Inspection } from "./inspection.ts";

/** What a key shows about a token. */
export interface Verification {
  readonly signatureValid: boolean;
  /** The way of signing that matched, or, if none did, the one to sign with. */
  readonly scheme: Profile | Scheme;
  /** How many ways were tried. */
  readonly tried: number;
}

export const isProfile = (scheme: Profile | Scheme): scheme is Profile => "id" in scheme;

/**
 * Looks for the way of signing in which the key made the signature.
 *
 * @param scheme - the expected one; `undefined`: any of the usual ones
 */
export function verify(
  { parts, looks }: Inspection,
  key: SecretKey,
  scheme: Profile | Scheme | undefined,
): Verification {
  const likely = PROFILES.filter(({ shapes }) => shapes.includes(parts.shape));
  const usual = parts.shape === "remember" ? [profileNamed("remember-token")] : USUAL_SCHEMES;
  const ways = scheme === undefined ? [looks, ...likely, ...usual] : [scheme];
  const found = ways.find((way) => suits(way, parts) && isSignedBy(parts, key, way));
  const tried = scheme === undefined ? usual.length : 1;
  return { signatureValid: found !== undefined, scheme: found ?? scheme ?? looks, tried };
}

/** Whether a token of this shape can be signed in this way. A custom scheme allows both shapes. */
const suits = (way: Profile | Scheme, { shape }: Parts): boolean =>
  isProfile(way) ? way.shapes.includes(shape) : shape !== "remember";

// Clocks of hosts differ by seconds. The default of clockSkewSeconds is 10, too.
const CLOCK_SKEW_SECONDS = 10;

/** Whether a token is within its lifetime. */
export function ageOf(
  timestamp: number,
  maxAge: number | undefined,
  now: number,
): "good" | "expired" | "ahead" {
  if (now - timestamp < -CLOCK_SKEW_SECONDS) return "ahead";
  return maxAge !== undefined && now - timestamp > maxAge ? "expired" : "good";
}
