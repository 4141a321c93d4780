import { own } from "../json/index.ts";
import { type SaltOptions, Serializer, type SerializerOptions } from "./serializer.ts";
import type { SecretKeys } from "./signer.ts";
import {
  type MaxAgeOptions,
  type TimedParts,
  TimestampSigner,
  type TimestampSignerOptions,
} from "./timed.ts";

/** Options of a {@link TimedSerializer}. */
export type TimedSerializerOptions<T extends string | Uint8Array = string> = SerializerOptions<
  TimestampSignerOptions,
  T
>;

/** How old a token may be, and its salt. */
export interface TimedLoadOptions extends MaxAgeOptions, SaltOptions {}

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
export class TimedSerializer<T extends string | Uint8Array = string> extends Serializer<
  TimestampSigner,
  T
> {
  /**
   * @param secretKey - the secret, or a list of them, oldest to newest
   * @param options - see {@link TimedSerializerOptions}; a fallback signer without a clock uses the one
   *   of `signerOptions`
   */
  constructor(secretKey: SecretKeys, options: TimedSerializerOptions<T> = {}) {
    super(secretKey, withOneClock(own(options)));
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
   * @param options - how old it may be, and its salt
   * @throws {@link SignatureExpired} if it is older
   * @throws {@link BadSignature} if the signature does not match
   * @throws {@link BadPayload} if the signature is right but the payload cannot be read
   * @throws {@link TypeError} for a `maxAge` that is not a number
   */
  override loads(token: T, options?: TimedLoadOptions & { returnTimestamp?: false }): unknown;
  override loads(
    token: T,
    options: TimedLoadOptions & { returnTimestamp: true },
  ): [value: unknown, dateSigned: Date];
  override loads(
    token: T,
    options: TimedLoadOptions & { returnTimestamp?: boolean } = {},
  ): unknown {
    const [payload, dateSigned] = this.unsignWith(unsign<T>, token, options);
    const loaded = this.loadPayload(payload);
    return own(options).returnTimestamp ? [loaded, dateSigned] : loaded;
  }

  /** The serialized payload of a token, when it was signed, and which signer and key signed it. */
  unsignParts(token: T, options: TimedLoadOptions = {}): TimedParts<T> {
    return this.unsignWith(unsignParts<T>, token, options);
  }

  /** Like {@link Serializer.loadsUnsafe}. An expired token is not valid. */
  override loadsUnsafe(
    token: T,
    options: TimedLoadOptions = {},
  ): [signatureValid: boolean, payload: unknown] {
    return this.unsafely(() => this.loads(token, options));
  }
}

// Python has one clock. So a fallback signer without its own uses the clock of `signerOptions`.
function withOneClock<T extends string | Uint8Array>(
  options: TimedSerializerOptions<T>,
): TimedSerializerOptions<T> {
  const { signerOptions: { clock } = {}, fallbackSigners } = options;
  if (clock === undefined || fallbackSigners === undefined) return options;
  return { ...options, fallbackSigners: fallbackSigners.map((each) => ({ clock, ...each })) };
}

const unsign = <T extends string | Uint8Array>(
  signer: TimestampSigner,
  token: T,
  options: MaxAgeOptions,
): [T, Date] =>
  signer.unsign(token as string, { ...options, returnTimestamp: true }) as [string, Date] as [
    T,
    Date,
  ];

const unsignParts = <T extends string | Uint8Array>(
  signer: TimestampSigner,
  token: T,
  options: MaxAgeOptions,
): TimedParts<T> => signer.unsignParts(token, options);
