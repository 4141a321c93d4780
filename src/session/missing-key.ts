import { SessionOptionsError } from "./errors.ts";
import type { SessionOptions } from "./options.ts";
import { isProduction, warnOnce } from "./production.ts";

const MESSAGE =
  "secretKey expected a key, got none, so no session could be saved. Pass one, for instance from an " +
  "environment variable: { secretKey: process.env.SECRET_KEY }. Make it once with " +
  "node -e \"console.log(crypto.randomBytes(32).toString('hex'))\". If there is none on purpose, pass " +
  "secretKey: null.";

/**
 * A key that is not there is found out at start-up, and not by the first visitor who logs in. `null`
 * is Flask's session without a key, on purpose.
 *
 * @throws {@link SessionOptionsError} in production
 */
export function refuseMissingKey({ secretKey }: SessionOptions): void {
  if (secretKey !== undefined) return;
  if (isProduction() && !isBuild()) throw new SessionOptionsError(MESSAGE);
  warnOnce(MESSAGE, "DEWAR_NO_KEY");
}

/**
 * `next build` imports every route, often on a machine that has no secrets. The server that starts
 * afterwards is refused without a key.
 */
function isBuild(): boolean {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.["NEXT_PHASE"] === "phase-production-build";
}
