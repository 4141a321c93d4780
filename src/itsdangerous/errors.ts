type BadTimeSignatureCode =
  | "ERR_BAD_TIME_SIGNATURE"
  | "ERR_MALFORMED_TIMESTAMP"
  | "ERR_SIGNATURE_EXPIRED";
type BadSignatureCode = "ERR_BAD_SIGNATURE" | "ERR_BAD_HEADER" | BadTimeSignatureCode;

/** The `code` of every error that a token raises, so that TypeScript can check a `switch` for completeness. */
export type BadDataCode = "ERR_BAD_DATA" | "ERR_BAD_PAYLOAD" | BadSignatureCode;

/** The signed value, as far as it could be read: text, or bytes if the token was bytes. */
export type SignedValue = string | Uint8Array;

// The fields are not enumerable, which keeps the content of a token out of logs and JSON.
function hide<T extends Error>(error: T, fields: Partial<T>): void {
  for (const [name, value] of Object.entries(fields))
    Object.defineProperty(error, name, { value, writable: true, configurable: true });
}

/** A token that cannot be used. After `instanceof`, compare the `code` to find out why. */
export interface BadData extends Error {
  /** Stable name of the error, for programs. */
  readonly code: BadDataCode;
}

type WithCode<E, Code extends BadDataCode> = E & { readonly code: Code };

/** One of the errors: comparing its `code` narrows the type to its class, with its fields. */
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
  // The type that `instanceof` narrows to.
  readonly prototype: OneOfThem;
}

// BadData itself, with a `code` that its subclasses can narrow.
class BaseError extends Error {
  static override readonly name = "BadData";
  override name = "BadData";
  readonly code: BadDataCode = "ERR_BAD_DATA";
}

/**
 * Raised if a token cannot be used, for whatever reason. Catch this class to catch all its errors.
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
  /** The value before the signature, **not verified**. Absent if there was no separator. */
  declare readonly payload: SignedValue | undefined;

  /** @param message - what is wrong @param payload - the value before the signature, kept out of logs */
  constructor(message: string, payload?: SignedValue) {
    super(message);
    hide<BadSignature>(this, { payload });
  }
}

/** @internal There is no separator. */
export const noSeparator = (): BadSignature =>
  new BadSignature("expected a separator between value and signature, found none");

/** @internal The signature does not match the value. */
export const badSignature = (value: SignedValue): BadSignature =>
  new BadSignature("the signature does not match", value);

/** The signature of a timed token does not match, or its timestamp cannot be read. ItsDangerous: `BadTimeSignature`. */
export class BadTimeSignature extends BadSignature {
  override name = "BadTimeSignature";
  override readonly code: BadTimeSignatureCode = "ERR_BAD_TIME_SIGNATURE";
  /** The time of signing that the token claims. It is trustworthy only in a {@link SignatureExpired}. */
  declare readonly dateSigned: Date | undefined;

  /** @param message - what is wrong @param payload - the value @param dateSigned - when it was signed */
  constructor(message: string, payload?: SignedValue, dateSigned?: Date) {
    super(message, payload);
    hide<BadTimeSignature>(this, { dateSigned });
  }
}

/**
 * The signature is right, but the timestamp cannot be read. ItsDangerous raises a plain
 * `BadTimeSignature` here.
 */
export class MalformedTimestamp extends BadTimeSignature {
  override name = "MalformedTimestamp";
  override readonly code = "ERR_MALFORMED_TIMESTAMP";
}

/** The signature is right, but older than `maxAge` or from the future. ItsDangerous: `SignatureExpired`. */
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
  /** The cause. */
  declare readonly originalError: unknown;

  /** @param message - what is wrong @param payload - the value @param header - the header @param originalError - the cause */
  constructor(message: string, payload?: SignedValue, header?: unknown, originalError?: unknown) {
    super(message, payload);
    hide<BadHeader>(this, { header, originalError });
  }
}

/** The payload cannot be read; the signature is right, or was not checked. ItsDangerous: `BadPayload`. */
export class BadPayload extends BaseError {
  override name = "BadPayload";
  override readonly code = "ERR_BAD_PAYLOAD";
  /** The cause. */
  declare readonly originalError: unknown;

  /** @param message - what is wrong @param originalError - the cause */
  constructor(message: string, originalError?: unknown) {
    super(message);
    hide<BadPayload>(this, { originalError });
  }
}
