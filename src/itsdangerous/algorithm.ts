import {
  constantTimeEqual,
  type DigestMethod,
  decodeBase64,
  encodeBase64url,
  type Hmac,
  hmac,
  isDigestMethod,
} from "#platform";
import { wantBytes } from "./encoding.ts";

/** An algorithm with its key. A signer calls it for each value. */
export interface KeyedAlgorithm {
  /** The signature of a value, in unpadded base64url. */
  sign(value: string | Uint8Array): string;
  /** Whether the text is the signature of the value. */
  verify(value: string | Uint8Array, signature: string): boolean;
}

/**
 * Makes signatures. Subclass it to sign in another way.
 *
 * ItsDangerous: `SigningAlgorithm`.
 *
 * @example
 * ```ts
 * import { SigningAlgorithm } from "dewar/itsdangerous";
 *
 * class LengthAlgorithm extends SigningAlgorithm {
 *   getSignature(key: Uint8Array, value: Uint8Array): Uint8Array {
 *     return Uint8Array.of(key.length, value.length); // no protection at all
 *   }
 * }
 * ```
 */
export abstract class SigningAlgorithm {
  /** The signature of a value, made with the key. */
  abstract getSignature(key: Uint8Array, value: Uint8Array): Uint8Array;

  /** Whether the key made this signature of the value. Compares in constant time. */
  verifySignature(key: Uint8Array, value: Uint8Array, signature: Uint8Array): boolean {
    return constantTimeEqual(
      encodeBase64url(this.getSignature(key, value)),
      encodeBase64url(signature),
    );
  }

  /** The algorithm with one key, so that the key is prepared once. */
  withKey(key: Uint8Array): KeyedAlgorithm {
    const bytes = (value: string | Uint8Array): Uint8Array => wantBytes(value, "value");
    return {
      sign: (value) => encodeBase64url(this.getSignature(key, bytes(value))),
      verify: (value, signature) => {
        const decoded = decodeBase64(signature);
        // Only one spelling of a signature is accepted, the one that is written. See HMACAlgorithm.
        return (
          decoded !== undefined &&
          encodeBase64url(decoded) === signature &&
          this.verifySignature(key, bytes(value), decoded)
        );
      },
    };
  }
}

/** @internal Reports an unknown digest when a signer is made, not at the first token. */
export function checkDigest(digestMethod: unknown): asserts digestMethod is DigestMethod {
  if (!isDigestMethod(digestMethod))
    throw new TypeError(
      'digestMethod expected "md5", "sha1", "sha224", "sha256", "sha384" or "sha512", got something else. ' +
        "Write it as Python's hashlib does: small letters, no dash.",
    );
}

/**
 * Signs with HMAC, SHA-1 by default: the algorithm of Flask and of ItsDangerous.
 *
 * ItsDangerous: `HMACAlgorithm`.
 *
 * @example
 * ```ts
 * import { HMACAlgorithm, Signer } from "dewar/itsdangerous";
 *
 * new Signer("secret-key", { algorithm: new HMACAlgorithm("sha256") }).sign("value");
 * ```
 */
export class HMACAlgorithm extends SigningAlgorithm {
  /** The digest. ItsDangerous: `digest_method`. */
  readonly digestMethod: DigestMethod;

  /** @param digestMethod - the digest. Default `"sha1"`. @throws {@link TypeError} for another */
  constructor(digestMethod: DigestMethod = "sha1") {
    super();
    checkDigest(digestMethod);
    this.digestMethod = digestMethod;
  }

  getSignature(key: Uint8Array, value: Uint8Array): Uint8Array {
    return hmac(this.digestMethod, key).bytes(value);
  }

  override withKey(key: Uint8Array): KeyedAlgorithm {
    const keyed: Hmac = hmac(this.digestMethod, key);
    return {
      sign: (value) => keyed.base64url(value),
      // Python decodes the signature. So it accepts four spellings of the last character, and garbage inside.
      // A comparison of the text accepts only the spelling that was written (RFC 4648 section 3.5).
      verify: (value, signature) => constantTimeEqual(keyed.base64url(value), signature),
    };
  }
}

/**
 * Makes empty signatures. For tests, and to read tokens that never had a signature.
 *
 * ItsDangerous: `NoneAlgorithm`.
 *
 * @example
 * ```ts
 * import { NoneAlgorithm, Signer } from "dewar/itsdangerous";
 *
 * new Signer("", { algorithm: new NoneAlgorithm() }).sign("value"); // "value."
 * ```
 */
export class NoneAlgorithm extends SigningAlgorithm {
  getSignature(_key: Uint8Array, _value: Uint8Array): Uint8Array {
    return new Uint8Array();
  }
}
