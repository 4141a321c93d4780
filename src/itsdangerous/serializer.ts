import { dumps, loads, own } from "../json/index.ts";
import { BadPayload, BadSignature } from "./errors.ts";
import { type SecretKeys, Signer, type SignerOptions } from "./signer.ts";

/** Turns values into text or bytes, and back. */
export interface PayloadSerializer<T extends string | Uint8Array> {
  dumps(value: unknown): T;
  loads(payload: T): unknown;
}

/** Turns values into text, and back. {@link TaggedJSONSerializer} is one. */
export interface TextSerializer extends PayloadSerializer<string> {}

/** The salt of one call. */
export interface SaltOptions {
  /** Replaces the serializer's own salt for this call. */
  salt?: string | Uint8Array | null;
}

/** Options of a {@link Serializer}. */
export interface SerializerOptions<
  Options extends SignerOptions = SignerOptions,
  T extends string | Uint8Array = string,
> {
  /** Keeps tokens of one purpose from being used for another. It need not be secret. Default `"itsdangerous"`. */
  salt?: string | Uint8Array | null;
  /** Turns values into text, or into bytes: then tokens are bytes, too. Default: Python's JSON. */
  serializer?: PayloadSerializer<T>;
  /** How tokens are signed. ItsDangerous: `signer_kwargs`. */
  signerOptions?: Omit<Options, "salt">;
  /**
   * Other ways of signing that are accepted as well, but never used to sign: for a change of digest or
   * derivation. Each one replaces `signerOptions`, as in ItsDangerous: repeat what stays the same.
   */
  fallbackSigners?: readonly Omit<Options, "salt">[];
}

const pythonJSON: TextSerializer = { dumps: (value) => dumps(value), loads };

/**
 * Turns values into signed text and back.
 *
 * ItsDangerous: `Serializer`.
 *
 * @example
 * ```ts
 * import { Serializer } from "dewar/itsdangerous";
 *
 * const serializer = new Serializer("secret-key", { salt: "invoice" });
 * serializer.loads(serializer.dumps([1, 2])); // [1, 2]
 * ```
 */
export class Serializer<S extends Signer = Signer, T extends string | Uint8Array = string> {
  /** Turns values into text or bytes. */
  readonly serializer: PayloadSerializer<T>;
  readonly #makeSigners: (salt: string | Uint8Array | null) => readonly S[];
  readonly #signers: readonly S[];

  /**
   * @param secretKey - the secret, or a list of them, oldest to newest
   * @param options - see {@link SerializerOptions}
   * @throws {@link TypeError} as {@link Signer} does
   */
  constructor(secretKey: SecretKeys, options: SerializerOptions<SignerOptions, T> = {}) {
    const {
      salt = "itsdangerous",
      signerOptions = {},
      fallbackSigners = [],
      serializer = pythonJSON as PayloadSerializer<string | Uint8Array> as PayloadSerializer<T>,
    } = own(options);
    this.serializer = serializer;
    this.#makeSigners = (each) =>
      [signerOptions, ...fallbackSigners].map((signing) =>
        this.makeSigner(secretKey, { ...signing, salt: each }),
      );
    this.#signers = this.#makeSigners(salt);
  }

  /** Makes a signer from options. Override it to sign in another way. ItsDangerous: `make_signer`. */
  protected makeSigner(secretKey: SecretKeys, options: SignerOptions): S {
    return new Signer(secretKey, options) as S;
  }

  /** The signer that signs. */
  get signer(): S {
    return this.#signers[0] as S;
  }

  /** The signers that may verify a token, in the order in which they are tried. ItsDangerous: `iter_unsigners`. */
  get unsigners(): readonly S[] {
    return this.#signers;
  }

  /** A value as text or bytes, before it is signed. ItsDangerous: `dump_payload`. */
  dumpPayload(value: unknown): T {
    return this.serializer.dumps(value);
  }

  /**
   * Reads the value from a payload. ItsDangerous: `load_payload`.
   *
   * @throws {@link BadPayload} if the serializer cannot read it
   */
  loadPayload(payload: T): unknown {
    try {
      return this.serializer.loads(payload);
    } catch (error) {
      throw new BadPayload("the payload cannot be deserialized", error);
    }
  }

  /** A value as a signed token: text, or bytes if the serializer returns bytes. */
  dumps(value: unknown, options: SaltOptions = {}): T {
    const [signer] = this.#signersFor(options);
    return (signer as S).sign(this.dumpPayload(value) as string) as T;
  }

  /**
   * The value of a token.
   *
   * @throws {@link BadSignature} if the signature does not match
   * @throws {@link BadPayload} if the signature is right but the payload cannot be read
   */
  loads(token: T, options: SaltOptions = {}): unknown {
    return this.loadPayload(this.unsignWith(unsign<T>, token, options));
  }

  /**
   * The payload of a token, and whether its signature is right. Use it only to look inside a token,
   * never to make a decision.
   *
   * ItsDangerous: `loads_unsafe`.
   *
   * @throws {@link BadPayload} if the signature is right but the payload cannot be read
   */
  loadsUnsafe(token: T, options: SaltOptions = {}): [signatureValid: boolean, payload: unknown] {
    return this.unsafely(() => this.loads(token, options));
  }

  /** The result of the first signer that accepts the token. If none does, throws the error of the last one. */
  protected unsignWith<Result, Options extends SaltOptions>(
    unsign: (signer: S, token: T, options: Options) => Result,
    token: T,
    options: Options,
  ): Result {
    let last: BadSignature | undefined;
    const signers = this.#signersFor(options);
    for (let i = 0; i < signers.length; i++) {
      try {
        return unsign(signers[i] as S, token, options);
      } catch (error) {
        if (!(error instanceof BadSignature)) throw error;
        // Another error, such as an expired token, means that the signature matched. No other signer will match.
        last = error;
        if (error.code === "ERR_SIGNATURE_EXPIRED") break;
      }
    }
    throw last as BadSignature;
  }

  protected unsafely(load: () => unknown): [boolean, unknown] {
    try {
      return [true, load()];
    } catch (error) {
      if (!(error instanceof BadSignature)) throw error;
      if (error.payload === undefined) return [false, undefined];
      try {
        return [false, this.loadPayload(error.payload as T)];
      } catch (unreadable) {
        if (unreadable instanceof BadPayload) return [false, undefined];
        throw unreadable;
      }
    }
  }

  #signersFor(options: SaltOptions): readonly S[] {
    if (!Object.hasOwn(options, "salt") || options.salt == null) return this.#signers;
    return this.#makeSigners(options.salt);
  }
}

const unsign = <T extends string | Uint8Array>(signer: Signer, token: T): T =>
  signer.unsign(token as string) as T;
