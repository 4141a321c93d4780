import { type SecretKey, URLSafeTimedSerializer } from "../itsdangerous/index.ts";
import { TaggedJSONSerializer } from "../json/index.ts";
import type { SessionOptions } from "../policy/index.ts";

/** What signs and reads the cookie's value. Flask: `get_signing_serializer`. */
export function makeSigningSerializer(
  keys: readonly SecretKey[],
  options: SessionOptions,
): URLSafeTimedSerializer {
  const { digestMethod = "sha1", keyDerivation = "hmac", clock = Date.now } = options;
  const { digestMethodFallbacks = [] } = options;
  return new URLSafeTimedSerializer(keys, {
    salt: options.salt ?? "cookie-session",
    serializer: options.serializer ?? new TaggedJSONSerializer(),
    signerOptions: { keyDerivation, digestMethod, clock },
    fallbackSigners: digestMethodFallbacks.map((digest) => ({
      keyDerivation,
      digestMethod: digest,
      clock,
    })),
  });
}
