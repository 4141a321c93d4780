import { type DigestMethod, digest, hmac } from "#platform";
import { isBytes, own } from "../json/index.ts";
import {
  checkDigest,
  HMACAlgorithm,
  type KeyedAlgorithm,
  type SigningAlgorithm,
} from "./algorithm.ts";
import { appendPart, lastIndexOfSep, sliceAfterSep, wantBytes } from "./encoding.ts";
import { BadSignature, badSignature, noSeparator } from "./errors.ts";

/** A secret: text (taken as UTF-8) or bytes. */
export type SecretKey = string | Uint8Array;

/** One secret, or a list from the oldest to the newest. The **last** one signs; all of them verify. */
export type SecretKeys = SecretKey | readonly SecretKey[];

/**
 * How the signing key is derived from the secret and the salt. Flask's sessions use `"hmac"`. With
 * `"none"` the secret itself is the key, and the salt has no effect: see {@link SignerOptions}.
 */
export type KeyDerivation = "concat" | "django-concat" | "hmac" | "none";

/** Options of a {@link Signer}. */
export interface SignerOptions {
  /** Keeps tokens of one purpose from being used for another. It need not be secret. `null` and the default: `"itsdangerous.Signer"`. */
  salt?: string | Uint8Array | null;
  /** The separator of value and signature. Default `"."`. */
  sep?: string;
  /**
   * How the signing key is derived. Default `"django-concat"`.
   *
   * Never use `"none"` with a secret that signs anything else. Sessions are signed with the key
   * `HMAC(secret, "cookie-session")`. Someone who can get the text `cookie-session` signed with
   * `"none"` gets that key.
   */
  keyDerivation?: KeyDerivation;
  /**
   * The digest of the derivation and of HMAC. Default `"sha1"`, which is sound in HMAC.
   *
   * With `keyDerivation: "none"`, only a digest that differs from the session's keeps the two keys
   * apart. Flask-Login signs its `remember_token` this way, with SHA-512: do not sign sessions with
   * `"sha512"` and the same secret.
   */
  digestMethod?: DigestMethod;
  /** How signatures are made. Default {@link HMACAlgorithm} with `digestMethod`. */
  algorithm?: SigningAlgorithm;
}

const SALT = "itsdangerous.Signer";
const DERIVATIONS: readonly unknown[] = ["concat", "django-concat", "hmac", "none"];
const BASE64_ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=";

/**
 * Signs text or bytes, and verifies and removes signatures. Text in, text out; bytes in, bytes out.
 *
 * ItsDangerous: `Signer`.
 *
 * @example
 * ```ts
 * import { Signer } from "dewar/itsdangerous";
 *
 * const signer = new Signer("secret-key", { salt: "greeting" });
 * const signed = signer.sign("hello");
 * signer.unsign(signed); // "hello"
 * ```
 */
export class Signer {
  // Private, with a getter, so that logging or serialising a signer does not show the keys.
  readonly #secretKeys: readonly Uint8Array[];
  /** The separator of value and signature. */
  readonly sep: string;
  /** The salt, as bytes. */
  readonly salt: Uint8Array;
  /** How the signing key is derived. */
  readonly keyDerivation: KeyDerivation;
  /** The digest of the derivation and of HMAC. */
  readonly digestMethod: DigestMethod;
  readonly #algorithm: SigningAlgorithm;
  /** By position in `secretKeys`, made on demand: most tokens need only the last. */
  readonly #keyed: KeyedAlgorithm[] = [];

  /**
   * @param secretKey - the secret, or a list of them, oldest to newest
   * @param options - see {@link SignerOptions}
   * @throws {@link TypeError} for a separator that can be part of a signature, a key that is not text
   *   or bytes, or a digest or derivation that does not exist
   */
  constructor(secretKey: SecretKeys, options: SignerOptions = {}) {
    const {
      salt = SALT,
      sep = ".",
      keyDerivation = "django-concat",
      digestMethod = "sha1",
      algorithm,
    } = own(options);
    // It begins with ItsDangerous' own words, which its users search for.
    if (BASE64_ALPHABET.includes(sep))
      throw new TypeError(
        "The given separator cannot be used because it may be contained in the signature itself. " +
          "sep expected characters other than ASCII letters, digits, and -_=. Use the default, a dot.",
      );
    if (!DERIVATIONS.includes(keyDerivation))
      throw new TypeError(
        'keyDerivation expected "concat", "django-concat", "hmac" or "none", got something else.',
      );
    this.#algorithm = algorithm ?? new HMACAlgorithm(digestMethod);
    checkDigest(digestMethod);
    this.#secretKeys = makeKeysList(secretKey);
    this.sep = sep;
    this.salt = ownBytes(salt ?? SALT, "salt");
    this.keyDerivation = keyDerivation;
    this.digestMethod = digestMethod;
  }

  /** How signatures are made. */
  get algorithm(): SigningAlgorithm {
    return this.#algorithm;
  }

  /** The secrets, oldest to newest, as bytes. ItsDangerous: `secret_keys`. */
  get secretKeys(): readonly Uint8Array[] {
    return this.#secretKeys;
  }

  /** The newest secret, the one that signs. ItsDangerous: `secret_key`. */
  get secretKey(): Uint8Array {
    const key = this.#secretKeys.at(-1);
    if (key === undefined) throw noKey();
    return key;
  }

  /**
   * The signing key, derived from a secret and the salt.
   *
   * @param secretKey - the secret. Default: the newest one.
   */
  deriveKey(secretKey: SecretKey = this.secretKey): Uint8Array {
    const key = wantBytes(secretKey, "secretKey");
    switch (this.keyDerivation) {
      case "concat":
        return digest(this.digestMethod, concat(this.salt, key));
      case "django-concat":
        return digest(this.digestMethod, concat(this.salt, wantBytes("signer", "salt"), key));
      case "hmac":
        return hmac(this.digestMethod, key).bytes(this.salt);
      case "none":
        return key;
    }
  }

  /** The signature of a value, in unpadded base64url. */
  getSignature(value: string | Uint8Array): string {
    const newest = this.#secretKeys.length - 1;
    if (newest < 0) throw noKey();
    return this.#keyAt(newest).sign(value);
  }

  /** The value with its signature. */
  sign(value: string): string;
  sign(value: Uint8Array): Uint8Array;
  sign(value: string | Uint8Array): string | Uint8Array {
    return appendPart(value, this.sep, this.getSignature(value));
  }

  /** Whether any of the keys made this signature of the value. The signature is in base64url. */
  verifySignature(value: string | Uint8Array, signature: string): boolean {
    return this.findKey(value, signature) >= 0;
  }

  /** @internal Position in {@link secretKeys} of the key that made the signature, or -1. The newest is tried first. */
  findKey(value: string | Uint8Array, signature: string): number {
    for (let i = this.#secretKeys.length - 1; i >= 0; i--)
      if (this.#keyAt(i).verify(value, signature)) return i;
    return -1;
  }

  /**
   * The value without its signature.
   *
   * @throws {@link BadSignature} if there is no signature, or it does not match
   */
  unsign(signed: string): string;
  unsign(signed: Uint8Array): Uint8Array;
  unsign(signed: string | Uint8Array): string | Uint8Array {
    const at = lastIndexOfSep(signed, this.sep);
    if (at < 0) throw noSeparator();
    const value = signed.slice(0, at);
    if (!this.verifySignature(value, sliceAfterSep(signed, at, this.sep)))
      throw badSignature(value);
    return value;
  }

  /** Whether {@link unsign} would return a value. */
  validate(signed: string | Uint8Array): boolean {
    try {
      this.unsign(signed as string);
      return true;
    } catch (error) {
      if (error instanceof BadSignature) return false;
      throw error;
    }
  }

  #keyAt(index: number): KeyedAlgorithm {
    this.#keyed[index] ??= this.#algorithm.withKey(this.deriveKey(this.#secretKeys[index]));
    return this.#keyed[index];
  }
}

// The text for `console.log`, whatever its options: with `getters`, Node would read the keys.
Object.defineProperty(Signer.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value(this: Signer) {
    return { [this.constructor.name]: { ...this } };
  },
});

const noKey = (): TypeError =>
  new TypeError("secretKey expected at least one key to sign with, got an empty list.");

function makeKeysList(secretKey: SecretKeys): Uint8Array[] {
  const keys = Array.isArray(secretKey) ? (secretKey as readonly SecretKey[]) : [secretKey];
  return keys.map((key) => {
    if (typeof key === "string" || isBytes(key)) return ownBytes(key, "secretKey");
    throw new TypeError(
      `secretKey expected text, bytes, or a list of them from oldest to newest; got ${typeof key}.`,
    );
  });
}

// A copy, because the owner may clear or reuse the bytes. It has its own memory: Node makes short
// Buffers from one pool, and inspecting any of them with `showHidden` would print the whole pool, keys
// included.
const ownBytes = (value: string | Uint8Array, name: string): Uint8Array =>
  new Uint8Array(wantBytes(value, name));

function concat(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
