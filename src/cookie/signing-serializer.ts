import { type SecretKey, URLSafeTimedSerializer } from "../itsdangerous/index.ts";
import { TaggedJSONSerializer } from "../json/index.ts";
import { DEFAULTS, type SessionOptions } from "../policy/index.ts";

/** What signs and reads the cookie's value. Flask: `get_signing_serializer`. */
export function makeSigningSerializer(
  keys: readonly SecretKey[],
  options: SessionOptions,
): URLSafeTimedSerializer {
  const {
    digestMethod = DEFAULTS.digestMethod,
    keyDerivation = DEFAULTS.keyDerivation,
    clock = Date.now,
  } = options;
  const { digestMethodFallbacks = [] } = options;
  return new URLSafeTimedSerializer(keys, {
    salt: options.salt ?? DEFAULTS.salt,
    serializer: options.serializer ?? new TaggedJSONSerializer(),
    signerOptions: { keyDerivation, digestMethod, clock },
    fallbackSigners: digestMethodFallbacks.map((digest) => ({
      keyDerivation,
      digestMethod: digest,
      clock,
    })),
  });
}
