/** What was signed, as far as it could be read: text, or bytes when bytes were given. */
export type SignedValue = string | Uint8Array;

// Fields stay out of logs and JSON: inspecting an error shows its enumerable members only, and
// what a token carries is nobody's business there.
function hide<T extends Error>(error: T, fields: Partial<T>): void {
  for (const [name, value] of Object.entries(fields))
    Object.defineProperty(error, name, { value, writable: true, configurable: true });
}

/**
 * Raised when a token cannot be used, for whatever reason: catch this one to catch them all.
 *
 * ItsDangerous: `BadData`.
 *
 * @example
 * ```ts
 * import { BadData, URLSafeSerializer } from "dewar/itsdangerous";
 *
 * try {
 *   new URLSafeSerializer("secret-key").loads("no token");
 * } catch (error) {
 *   if (!(error instanceof BadData)) throw error;
 *   error.code; // "ERR_BAD_SIGNATURE"
 * }
 * ```
 */
export class BadData extends Error {
  override name = "BadData";
  /** Stable name of the error, for programs. */
  readonly code: string = "ERR_BAD_DATA";
}

/** The signature does not match. ItsDangerous: `BadSignature`. */
export class BadSignature extends BadData {
  override name = "BadSignature";
  override readonly code: string = "ERR_BAD_SIGNATURE";
  /** What the signature was said to be of, **not verified**. Absent when nothing could be split off. */
  declare readonly payload: SignedValue | undefined;

  /** @param message - what is wrong @param payload - the value before the signature, kept out of logs */
  constructor(message: string, payload?: SignedValue) {
    super(message);
    hide<BadSignature>(this, { payload });
  }
}

/** @internal There is not even a separator. */
export const noSeparator = (): BadSignature =>
  new BadSignature("expected a separator between value and signature, found none");

/** @internal The signature is not the value's. */
export const badSignature = (value: SignedValue): BadSignature =>
  new BadSignature("the signature does not match", value);

/** The signature of a timed token does not match, or its timestamp cannot be read. ItsDangerous: `BadTimeSignature`. */
export class BadTimeSignature extends BadSignature {
  override name = "BadTimeSignature";
  override readonly code: string = "ERR_BAD_TIME_SIGNATURE";
  /** When the token says it was signed; trustworthy only in a {@link SignatureExpired}. */
  declare readonly dateSigned: Date | undefined;

  /** @param message - what is wrong @param payload - the value @param dateSigned - when it was signed */
  constructor(message: string, payload?: SignedValue, dateSigned?: Date) {
    super(message, payload);
    hide<BadTimeSignature>(this, { dateSigned });
  }
}

/**
 * The signature is right, and what it signs has no timestamp that can be read. ItsDangerous raises
 * a plain `BadTimeSignature` here.
 */
export class MalformedTimestamp extends BadTimeSignature {
  override name = "MalformedTimestamp";
  override readonly code: string = "ERR_MALFORMED_TIMESTAMP";
}

/** The signature is right and older than `maxAge`, or from the future. ItsDangerous: `SignatureExpired`. */
export class SignatureExpired extends BadTimeSignature {
  override name = "SignatureExpired";
  override readonly code: string = "ERR_SIGNATURE_EXPIRED";
}

/** A signed header is wrong in some way. For serializers that write one. ItsDangerous: `BadHeader`. */
export class BadHeader extends BadSignature {
  override name = "BadHeader";
  override readonly code: string = "ERR_BAD_HEADER";
  /** The header, if it could be read. */
  declare readonly header: unknown;
  /** The error behind this one. */
  declare readonly originalError: unknown;

  /** @param message - what is wrong @param payload - the value @param header - the header @param originalError - the error behind this one */
  constructor(message: string, payload?: SignedValue, header?: unknown, originalError?: unknown) {
    super(message, payload);
    hide<BadHeader>(this, { header, originalError });
  }
}

/** The signature is right, or was not asked for, and the payload cannot be read. ItsDangerous: `BadPayload`. */
export class BadPayload extends BadData {
  override name = "BadPayload";
  override readonly code: string = "ERR_BAD_PAYLOAD";
  /** The error behind this one. */
  declare readonly originalError: unknown;

  /** @param message - what is wrong @param originalError - the error behind this one */
  constructor(message: string, originalError?: unknown) {
    super(message);
    hide<BadPayload>(this, { originalError });
  }
}
