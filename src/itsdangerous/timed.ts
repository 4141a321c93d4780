import { own } from "../json/index.ts";
import {
  appendPart,
  decodeTimestamp,
  encodeTimestamp,
  lastIndexOfSep,
  sliceAfterSep,
} from "./encoding.ts";
import {
  BadSignature,
  BadTimeSignature,
  badSignature,
  MalformedTimestamp,
  noSeparator,
  SignatureExpired,
  type SignedValue,
} from "./errors.ts";
import { type SecretKeys, Signer, type SignerOptions } from "./signer.ts";

/** Options of a {@link TimestampSigner}. */
export interface TimestampSignerOptions extends SignerOptions {
  /** The time in milliseconds since 1970. Default `Date.now`. */
  clock?: () => number;
}

/** How old a signature may be. */
export interface MaxAgeOptions {
  /** In seconds. A signature of exactly this age is still valid. Default and `null`: any age, even from the future. */
  maxAge?: number | null;
  /** By how many seconds the clock of the signing host may be ahead. Default 0, as in ItsDangerous. */
  clockSkewSeconds?: number;
}

/** The content of a timed token. */
export interface TimedParts<T extends string | Uint8Array = string> {
  /** The value. */
  value: T;
  /** When it was signed, in seconds since 1970. */
  timestamp: number;
  /** The signer that made the signature. */
  signer: TimestampSigner;
  /** Position in its `secretKeys` of the key that signed. */
  keyIndex: number;
}

// The first second of the year 10000, beyond Python's `datetime.max`.
const END_OF_TIME = 253_402_300_800;

// Own members, so that a lookup never reaches `Object.prototype`. That is cheaper than own().
const NO_LIMITS: MaxAgeOptions = { maxAge: null, clockSkewSeconds: 0 };

const MALFORMED = "Malformed timestamp";
const malformedTimestamp = (value: SignedValue): MalformedTimestamp =>
  new MalformedTimestamp(MALFORMED, value);

// `age > NaN` is false, so without this check `NaN` would accept a token of any age.
function checkLimits(maxAge: unknown, clockSkewSeconds: unknown): void {
  if (maxAge !== null && !(typeof maxAge === "number" && !Number.isNaN(maxAge)))
    throw new TypeError(
      `maxAge expected a number of seconds, or null for any age; got ${described(maxAge)}.`,
    );
  if (!(typeof clockSkewSeconds === "number" && clockSkewSeconds >= 0))
    throw new TypeError(
      `clockSkewSeconds expected a number of seconds from 0 on, got ${described(clockSkewSeconds)}.`,
    );
}

const described = (value: unknown): string =>
  typeof value === "number" ? `${value}` : value === null ? "null" : typeof value;

/**
 * Signs values together with the time, so that a signature can expire.
 *
 * ItsDangerous: `TimestampSigner`.
 *
 * @example
 * ```ts
 * import { TimestampSigner } from "dewar/itsdangerous";
 *
 * const signer = new TimestampSigner("secret-key");
 * signer.unsign(signer.sign("hello"), { maxAge: 3600 }); // "hello", for an hour
 * ```
 */
export class TimestampSigner extends Signer {
  readonly #clock: () => number;
  /** The last timestamp that was written. Within a second, all are equal. */
  #written = { timestamp: Number.NaN, text: "" };

  /**
   * @param secretKey - the secret, or a list of them, oldest to newest
   * @param options - see {@link TimestampSignerOptions}
   */
  constructor(secretKey: SecretKeys, options: TimestampSignerOptions = {}) {
    super(secretKey, options);
    this.#clock = own(options).clock ?? Date.now;
  }

  /** The time now, in whole seconds since 1970. ItsDangerous: `get_timestamp`. */
  getTimestamp(): number {
    return Math.floor(this.#clock() / 1000);
  }

  /** A timestamp as a date. ItsDangerous: `timestamp_to_datetime`. */
  timestampToDate(timestamp: number): Date {
    return new Date(timestamp * 1000);
  }

  /** The value with the time and a signature. */
  override sign(value: string): string;
  override sign(value: Uint8Array): Uint8Array;
  override sign(value: string | Uint8Array): string | Uint8Array {
    const timed = appendPart(value, this.sep, this.#timestampText(this.getTimestamp()));
    return appendPart(timed, this.sep, this.getSignature(timed));
  }

  #timestampText(timestamp: number): string {
    if (this.#written.timestamp !== timestamp)
      this.#written = { timestamp, text: encodeTimestamp(timestamp) };
    return this.#written.text;
  }

  /**
   * The value without time and signature; with `returnTimestamp`, the value and the date signed.
   *
   * @param signed - what {@link sign} returned
   * @param options - how old it may be
   * @throws {@link SignatureExpired} if it is older, or from the future while `maxAge` is given
   * @throws {@link BadTimeSignature} if signature or timestamp is wrong
   * @throws {@link BadSignature} if there is no separator
   * @throws {@link TypeError} for a `maxAge` that is not a number
   */
  override unsign(signed: string, options?: MaxAgeOptions & { returnTimestamp?: false }): string;
  override unsign(
    signed: Uint8Array,
    options?: MaxAgeOptions & { returnTimestamp?: false },
  ): Uint8Array;
  override unsign(
    signed: string,
    options: MaxAgeOptions & { returnTimestamp: true },
  ): [value: string, dateSigned: Date];
  override unsign(
    signed: Uint8Array,
    options: MaxAgeOptions & { returnTimestamp: true },
  ): [value: Uint8Array, dateSigned: Date];
  override unsign(
    signed: string | Uint8Array,
    options: MaxAgeOptions & { returnTimestamp?: boolean } = {},
  ): string | Uint8Array | [string | Uint8Array, Date] {
    const { value, timestamp } = this.unsignParts(signed, options);
    if (!own(options).returnTimestamp) return value;
    if (timestamp >= END_OF_TIME) throw malformedTimestamp(value);
    return [value, this.timestampToDate(timestamp)];
  }

  /** Like {@link unsign}, but also returns the timestamp in seconds and which key signed. */
  unsignParts<T extends string | Uint8Array>(
    signed: T,
    options: MaxAgeOptions = {},
  ): TimedParts<T> {
    const inheritsNothing = Object.getPrototypeOf(options) === null;
    const limits = inheritsNothing ? options : { ...NO_LIMITS, ...options };
    const { maxAge = null, clockSkewSeconds = 0 } = limits;
    checkLimits(maxAge, clockSkewSeconds);
    const { sep } = this;
    const end = lastIndexOfSep(signed, sep);
    if (end < 0) throw noSeparator();
    const timed = signed.slice(0, end) as T;
    const at = lastIndexOfSep(timed, sep);
    const keyIndex = this.findKey(timed, sliceAfterSep(signed, end, sep));
    if (keyIndex < 0) throw this.#badSignature(timed, at);
    if (at < 0) throw new MalformedTimestamp("timestamp missing", timed);
    const value = timed.slice(0, at) as T;
    const timestamp = decodeTimestamp(sliceAfterSep(timed, at, sep));
    if (timestamp === undefined) throw malformedTimestamp(value);
    if (maxAge !== null) {
      if (timestamp >= END_OF_TIME) throw malformedTimestamp(value);
      const age = this.getTimestamp() - timestamp;
      const problem =
        age > maxAge
          ? `Signature age ${age} > ${maxAge} seconds`
          : age < -clockSkewSeconds
            ? `Signature age ${age} < ${-clockSkewSeconds} seconds`
            : undefined;
      if (problem !== undefined)
        throw new SignatureExpired(problem, value, this.timestampToDate(timestamp));
    }
    return { value, timestamp, signer: this, keyIndex };
  }

  /** Whether {@link unsign} would return a value. */
  override validate(signed: string | Uint8Array, options: MaxAgeOptions = {}): boolean {
    try {
      this.unsignParts(signed, options);
      return true;
    } catch (error) {
      if (error instanceof BadSignature) return false;
      throw error;
    }
  }

  // With a wrong signature, the error still has the time that the token claims, as in ItsDangerous.
  #badSignature(timed: SignedValue, at: number): BadSignature {
    if (at < 0) return badSignature(timed);
    const value = timed.slice(0, at);
    const timestamp = decodeTimestamp(sliceAfterSep(timed, at, this.sep));
    if (timestamp !== undefined && timestamp >= END_OF_TIME)
      return new BadTimeSignature(MALFORMED, value);
    const date = timestamp === undefined ? undefined : this.timestampToDate(timestamp);
    return new BadTimeSignature(badSignature(timed).message, value, date);
  }
}
