/**
 * `dewar/itsdangerous`: signed tokens in ItsDangerous' own format, for links in e-mails and for data
 * that is shared with a Python service.
 * @module
 */
export type { DigestMethod } from "#platform";
export {
  HMACAlgorithm,
  NoneAlgorithm,
  SigningAlgorithm,
} from "./algorithm.ts";
export { base64Decode, base64Encode, wantBytes } from "./encoding.ts";
export {
  BadData,
  type BadDataCode,
  BadHeader,
  BadPayload,
  BadSignature,
  BadTimeSignature,
  MalformedTimestamp,
  SignatureExpired,
} from "./errors.ts";
export {
  type PayloadSerializer,
  type SaltOptions,
  Serializer,
  type SerializerOptions,
  type TextSerializer,
} from "./serializer.ts";
export {
  type KeyDerivation,
  type SecretKey,
  type SecretKeys,
  Signer,
  type SignerOptions,
} from "./signer.ts";
export {
  type MaxAgeOptions,
  type TimedParts,
  TimestampSigner,
  type TimestampSignerOptions,
} from "./timed.ts";
export {
  type TimedLoadOptions,
  TimedSerializer,
  type TimedSerializerOptions,
} from "./timed-serializer.ts";
export {
  decodePayload,
  encodePayload,
  URLSafeSerializer,
  URLSafeTimedSerializer,
} from "./url-safe.ts";
