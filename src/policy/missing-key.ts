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
 * A key that is not there is found out at start-up, and not by the first visitor who logs in. `null`
 * is Flask's session without a key, on purpose.
 *
 * @throws {@link MissingKeyError} in production
 */
export function refuseMissingKey({ secretKey }: SessionOptions): void {
  if (secretKey !== undefined) return;
  if (isProduction() && !isBuild()) throw new MissingKeyError();
  warnOnce(MESSAGE, "DEWAR_NO_KEY");
}

/** What frameworks set while they build. */
const BUILDS: readonly (readonly [variable: string, value: string])[] = [
  ["NEXT_PHASE", "phase-production-build"],
  ["SVELTEKIT_FORK", "true"],
  ["IS_RR_BUILD_REQUEST", "yes"],
];

/**
 * Next imports every route to build it, SvelteKit and React Router ask for the pages that are made at
 * build time: often on a machine that has no secrets. The server that starts afterwards is refused
 * without a key.
 */
function isBuild(): boolean {
  const env = environment();
  return BUILDS.some(([variable, value]) => env?.[variable] === value);
}
