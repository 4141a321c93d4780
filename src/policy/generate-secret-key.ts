import { randomBytes } from "#platform";

/**
 * A new secret key: 64 hex characters, from 32 random bytes. Make it once and keep it where your
 * other secrets are; every process that shares the sessions needs the same one.
 *
 * Python: `secrets.token_hex()`.
 *
 * @returns the key
 * @example
 * ```ts
 * import { generateSecretKey } from "dewar";
 *
 * console.log(`SECRET_KEY=${generateSecretKey()}`);
 * ```
 */
export function generateSecretKey(): string {
  return Array.from(randomBytes(32), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
