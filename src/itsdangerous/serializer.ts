import { decodeUtf8 } from "#platform";
import { dumps, loads } from "../json/index.ts";
import { BadData, BadPayload, BadSignature } from "./errors.ts";
import { type SecretKeys, Signer, type SignerOptions } from "./signer.ts";

/** What turns values into text and back: `JSON`-like, or {@link TaggedJSONSerializer}. */
export interface TextSerializer {
  dumps(value: unknown): string;
  loads(text: string): unknown;
}

/** What a {@link Serializer} takes besides the key. */
export interface SerializerOptions<Options extends SignerOptions = SignerOptions> {
  /** Keeps tokens of one purpose from being used for another; no secret. Default `"itsdangerous"`. */
  salt?: string | Uint8Array | null;
  /** What turns values into text. Default: Python's JSON. */
  serializer?: TextSerializer;
  /** How tokens are signed. */
  signerOptions?: Omit<Options, "salt">;
  /** Other ways of signing that are read as well, never written: for a change of digest or derivation. */
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
export class Serializer<S extends Signer = Signer> {
  /** What turns values into text. */
  readonly serializer: TextSerializer;
  readonly #signers: readonly S[];

  /**
   * @param secretKey - the secret, or a list of them, oldest to newest
   * @param options - see {@link SerializerOptions}
   */
  constructor(secretKey: SecretKeys, options: SerializerOptions = {}) {
    const { salt = "itsdangerous", signerOptions = {}, fallbackSigners = [] } = options;
    this.serializer = options.serializer ?? pythonJSON;
    this.#signers = [signerOptions, ...fallbackSigners].map((each) =>
      this.makeSigner(secretKey, { ...signerOptions, ...each, salt }),
    );
  }

  /** The signer of a set of options. Override it to sign in another way. ItsDangerous: `make_signer`. */
  protected makeSigner(secretKey: SecretKeys, options: SignerOptions): S {
    return new Signer(secretKey, options) as S;
  }

  /** The signer that signs. */
  get signer(): S {
    return this.#signers[0] as S;
  }

  /** The signers in the order they are tried. ItsDangerous: `iter_unsigners`. */
  get unsigners(): readonly S[] {
    return this.#signers;
  }

  /** A value as text, before it is signed. ItsDangerous: `dump_payload`. */
  dumpPayload(value: unknown): string {
    return this.serializer.dumps(value);
  }

  /**
   * The value of a text that was signed. ItsDangerous: `load_payload`.
   *
   * @throws {@link BadPayload} when the serializer cannot read it
   */
  loadPayload(payload: string): unknown {
    try {
      return this.serializer.loads(payload);
    } catch (error) {
      throw new BadPayload("the payload cannot be deserialized", error);
    }
  }

  /** A value as a signed token. */
  dumps(value: unknown): string {
    return this.signer.sign(this.dumpPayload(value));
  }

  /**
   * The value of a token.
   *
   * @throws {@link BadSignature} when the signature does not match
   * @throws {@link BadPayload} when the signature is right and the payload cannot be read
   */
  loads(token: string): unknown {
    return this.loadPayload(this.unsignWith(unsign, token, undefined));
  }

  /**
   * The payload of a token whatever its signature, and whether the signature is right: for a look
   * inside, never for a decision.
   *
   * ItsDangerous: `loads_unsafe`.
   */
  loadsUnsafe(token: string): [signatureValid: boolean, payload: unknown] {
    return this.unsafely(() => this.loads(token));
  }

  /** What the first signer gives that accepts the token; else the error of the last one. */
  protected unsignWith<T, Options>(
    unsign: (signer: S, token: string, options: Options) => T,
    token: string,
    options: Options,
  ): T {
    let last: BadSignature | undefined;
    for (let i = 0; i < this.#signers.length; i++) {
      try {
        return unsign(this.#signers[i] as S, token, options);
      } catch (error) {
        if (!(error instanceof BadSignature)) throw error;
        // Expired and the like is said by a signer whose signature matched: no other one will.
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
      if (!(error instanceof BadData)) throw error;
      if (!(error instanceof BadSignature) || error.payload === undefined)
        return [false, undefined];
      const { payload } = error;
      const text = typeof payload === "string" ? payload : decodeUtf8(payload);
      try {
        return [false, text === undefined ? undefined : this.loadPayload(text)];
      } catch (unreadable) {
        if (unreadable instanceof BadPayload) return [false, undefined];
        throw unreadable;
      }
    }
  }
}

const unsign = (signer: Signer, token: string): string => signer.unsign(token);
