import { SessionOptionsError } from "../session/index.ts";
import type { SessionOptions } from "./options.ts";
import { environment, isProduction, warnOnce } from "./production.ts";

const MESSAGE =
  "secretKey expected a key, got none, so no session could be saved. Pass one, for instance from an " +
  "environment variable: { secretKey: process.env.SECRET_KEY }. Make it once with " +
  "node -e \"console.log(crypto.randomBytes(32).toString('hex'))\". If there is none on purpose, pass " +
  "secretKey: null.";

/** No key was set. */
export class MissingKeyError extends SessionOptionsError {
  constructor() {
    super(MESSAGE);
  }
}

/**
 * Reports a missing key at start-up, and not when the first visitor logs in. `null` is Flask's session
 * without a key, on purpose.
 *
 * @throws {@link MissingKeyError} in production
 */
export function refuseMissingKey({ secretKey }: SessionOptions): void {
  if (secretKey !== undefined) return;
  if (isProduction() && !isBuild()) throw new MissingKeyError();
  warnOnce(MESSAGE, "DEWAR_NO_KEY");
}

/** The variables that frameworks set while they build. */
const BUILDS: readonly (readonly [variable: string, value: string])[] = [
  ["NEXT_PHASE", "phase-production-build"],
  ["SVELTEKIT_FORK", "true"],
  ["IS_RR_BUILD_REQUEST", "yes"],
];

/**
 * Next imports every route while it builds, and SvelteKit and React Router request the pages that they
 * make at build time. That often happens on a machine without secrets. The server that starts later
 * still needs a key.
 */
function isBuild(): boolean {
  const env = environment();
  return BUILDS.some(([variable, value]) => env?.[variable] === value);
}
