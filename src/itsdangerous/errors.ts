type BadTimeSignatureCode =
  | "ERR_BAD_TIME_SIGNATURE"
  | "ERR_MALFORMED_TIMESTAMP"
  | "ERR_SIGNATURE_EXPIRED";
type BadSignatureCode = "ERR_BAD_SIGNATURE" | "ERR_BAD_HEADER" | BadTimeSignatureCode;

/** The `code` of every error that a token raises: a `switch` over it can be complete. */
export type BadDataCode = "ERR_BAD_DATA" | "ERR_BAD_PAYLOAD" | BadSignatureCode;

/** What was signed, as far as it could be read: text, or bytes when bytes were given. */
export type SignedValue = string | Uint8Array;

// Fields stay out of logs and JSON: inspecting an error shows its enumerable members only, and
// what a token carries is nobody's business there.
function hide<T extends Error>(error: T, fields: Partial<T>): void {
  for (const [name, value] of Object.entries(fields))
    Object.defineProperty(error, name, { value, writable: true, configurable: true });
}

/** A token that cannot be used. With `instanceof`, a look at the `code` tells why. */
export interface BadData extends Error {
  /** Stable name of the error, for programs. */
  readonly code: BadDataCode;
}

type WithCode<E, Code extends BadDataCode> = E & { readonly code: Code };

/** One of them: a comparison of its `code` gives the class, with its fields. */
type OneOfThem =
  | WithCode<BadData, "ERR_BAD_DATA">
  | WithCode<BadSignature, "ERR_BAD_SIGNATURE">
  | WithCode<BadTimeSignature, "ERR_BAD_TIME_SIGNATURE">
  | MalformedTimestamp
  | SignatureExpired
  | BadHeader
  | BadPayload;

interface BadDataConstructor {
  /** @param message - what is wrong */
  new (message?: string): BadData;
  // The type that `instanceof` finds.
  readonly prototype: OneOfThem;
}

// BadData itself, with the type that its subclasses can narrow.
class BaseError extends Error {
  static override readonly name = "BadData";
  override name = "BadData";
  readonly code: BadDataCode = "ERR_BAD_DATA";
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
export const BadData: BadDataConstructor = BaseError as unknown as BadDataConstructor;

/** The signature does not match. ItsDangerous: `BadSignature`. */
export class BadSignature extends BaseError {
  override name = "BadSignature";
  override readonly code: BadSignatureCode = "ERR_BAD_SIGNATURE";
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
  override readonly code: BadTimeSignatureCode = "ERR_BAD_TIME_SIGNATURE";
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
  override readonly code = "ERR_MALFORMED_TIMESTAMP";
}

/** The signature is right and older than `maxAge`, or from the future. ItsDangerous: `SignatureExpired`. */
export class SignatureExpired extends BadTimeSignature {
  override name = "SignatureExpired";
  override readonly code = "ERR_SIGNATURE_EXPIRED";
}

/** A signed header is wrong in some way. For serializers that write one. ItsDangerous: `BadHeader`. */
export class BadHeader extends BadSignature {
  override name = "BadHeader";
  override readonly code = "ERR_BAD_HEADER";
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
export class BadPayload extends BaseError {
  override name = "BadPayload";
  override readonly code = "ERR_BAD_PAYLOAD";
  /** The error behind this one. */
  declare readonly originalError: unknown;

  /** @param message - what is wrong @param originalError - the error behind this one */
  constructor(message: string, originalError?: unknown) {
    super(message);
    hide<BadPayload>(this, { originalError });
  }
}
