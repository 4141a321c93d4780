import { Serializer, type SerializerOptions } from "./serializer.ts";
import type { SecretKeys } from "./signer.ts";
import {
  type MaxAgeOptions,
  type TimedParts,
  TimestampSigner,
  type TimestampSignerOptions,
} from "./timed.ts";

/** What a {@link TimedSerializer} takes besides the key. */
export type TimedSerializerOptions = SerializerOptions<TimestampSignerOptions>;

/**
 * Turns values into signed text that can expire, and back.
 *
 * ItsDangerous: `TimedSerializer`.
 *
 * @example
 * ```ts
 * import { TimedSerializer } from "dewar/itsdangerous";
 *
 * const serializer = new TimedSerializer("secret-key");
 * serializer.loads(serializer.dumps({ id: 7 }), { maxAge: 60 });
 * ```
 */
export class TimedSerializer extends Serializer<TimestampSigner> {
  /**
   * @param secretKey - the secret, or a list of them, oldest to newest
   * @param options - see {@link TimedSerializerOptions}
   */
  // Only so that the options of the timed signer are accepted.
  constructor(secretKey: SecretKeys, options: TimedSerializerOptions = {}) {
    super(secretKey, options);
  }

  protected override makeSigner(
    secretKey: SecretKeys,
    options: TimestampSignerOptions,
  ): TimestampSigner {
    return new TimestampSigner(secretKey, options);
  }

  /**
   * The value of a token; with `returnTimestamp`, the value and the date signed.
   *
   * @param token - what {@link dumps} returned
   * @param options - how old it may be
   * @throws {@link SignatureExpired} when it is older
   * @throws {@link BadSignature} when the signature does not match
   * @throws {@link BadPayload} when the signature is right and the payload cannot be read
   */
  override loads(token: string, options?: MaxAgeOptions & { returnTimestamp?: false }): unknown;
  override loads(
    token: string,
    options: MaxAgeOptions & { returnTimestamp: true },
  ): [value: unknown, dateSigned: Date];
  override loads(
    token: string,
    { returnTimestamp = false, ...options }: MaxAgeOptions & { returnTimestamp?: boolean } = {},
  ): unknown {
    const { value, timestamp, signer } = this.unsignParts(token, options);
    const loaded = this.loadPayload(value);
    return returnTimestamp ? [loaded, signer.timestampToDate(timestamp)] : loaded;
  }

  /** The payload text of a token before it is deserialized, when it was signed, and by what. */
  unsignParts(token: string, options: MaxAgeOptions = {}): TimedParts {
    return this.unsignWith(unsignParts, token, options);
  }

  /** As {@link Serializer.loadsUnsafe}; an expired token is not valid. */
  override loadsUnsafe(
    token: string,
    options: MaxAgeOptions = {},
  ): [signatureValid: boolean, payload: unknown] {
    return this.unsafely(() => this.loads(token, options));
  }
}

const unsignParts = (signer: TimestampSigner, token: string, options: MaxAgeOptions): TimedParts =>
  signer.unsignParts(token, options);
