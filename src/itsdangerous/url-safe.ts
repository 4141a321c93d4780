import { asciiOfBase64, decodeUtf8, encodeBase64url, encodeUtf8, inflate } from "#platform";
import { dumps, loads } from "../json/index.ts";
import { compress, isTooShort } from "./compression.ts";
import { base64Decode } from "./encoding.ts";
import { BadData, BadPayload } from "./errors.ts";
import { Serializer, type SerializerOptions, type TextSerializer } from "./serializer.ts";
import type { SecretKeys } from "./signer.ts";
import { TimedSerializer, type TimedSerializerOptions } from "./timed-serializer.ts";

/** Compact JSON in raw UTF-8. ItsDangerous: `_json._CompactJSON` of `URLSafeSerializerMixin`. */
const compactJSON: TextSerializer = {
  dumps: (value) => dumps(value, { ensureAscii: false, separators: [",", ":"] }),
  loads,
};

// A Cookie header has at most about 16 KB, and zlib compresses up to 1032:1. Real sessions stay far
// below this limit. A longer text is written without compression, because it could not be read again.
const MAX_INFLATED_BYTES = 1 << 20;

/**
 * Text as base64url. It is deflated first if that is shorter; a leading dot then says so.
 *
 * ItsDangerous: `URLSafeSerializerMixin.dump_payload`.
 *
 * @param text - the text
 * @param compressUpToBytes - a longer text is not compressed. Default 1 MiB, the most that can be read.
 * @returns the payload of a token
 * @example
 * ```ts
 * import { decodePayload, encodePayload } from "dewar/itsdangerous";
 *
 * decodePayload(encodePayload('{"a":1}')); // {"a":1}
 * ```
 */
export function encodePayload(
  text: string,
  compressUpToBytes: number = MAX_INFLATED_BYTES,
): string {
  if (isTooShort(text)) return encodeBase64url(text);
  const bytes = encodeUtf8(text);
  const compressed = bytes.length > compressUpToBytes ? undefined : compress(bytes);
  return compressed === undefined ? encodeBase64url(bytes) : `.${encodeBase64url(compressed)}`;
}

/**
 * The text of a payload. It verifies nothing.
 *
 * ItsDangerous: `URLSafeSerializerMixin.load_payload`.
 *
 * @param payload - what {@link encodePayload} returned: a token up to its timestamp
 * @returns the text
 * @example
 * ```ts
 * import { decodePayload } from "dewar/itsdangerous";
 *
 * decodePayload("eyJhIjoxfQ"); // {"a":1}
 * ```
 * @throws {@link BadPayload} if it is not base64url, not a zlib stream, not UTF-8, or inflates to more than 1 MiB
 */
export function decodePayload(payload: string): string {
  const compressed = payload.startsWith(".");
  const ascii = compressed ? undefined : asciiOfBase64(payload);
  if (ascii !== undefined) return ascii;
  const problem = "the payload is not base64url";
  const bytes = attempt(() => base64Decode(compressed ? payload.slice(1) : payload), problem);
  const plain = compressed ? attempt(() => inflate(bytes, MAX_INFLATED_BYTES), NO_STREAM) : bytes;
  const text = decodeUtf8(plain);
  if (text === undefined)
    throw new BadPayload("the payload is not UTF-8", new BadData("Invalid UTF-8 data"));
  return text;
}

const NO_STREAM = `the payload is no zlib stream, or inflates to more than ${MAX_INFLATED_BYTES} bytes`;

function attempt<T>(decode: () => T, problem: string): T {
  try {
    return decode();
  } catch (error) {
    throw new BadPayload(problem, error);
  }
}

/**
 * A {@link Serializer} whose tokens fit into URLs and cookies. It compresses them if that is shorter.
 *
 * ItsDangerous: `URLSafeSerializer`.
 *
 * @example
 * ```ts
 * import { URLSafeSerializer } from "dewar/itsdangerous";
 *
 * const serializer = new URLSafeSerializer("secret-key", { salt: "unsubscribe" });
 * const token = serializer.dumps({ list: 3 });
 * ```
 */
export class URLSafeSerializer extends Serializer {
  /**
   * @param secretKey - the secret, or a list of them, oldest to newest
   * @param options - see {@link SerializerOptions}
   */
  constructor(secretKey: SecretKeys, options: SerializerOptions = {}) {
    super(secretKey, { serializer: compactJSON, ...options });
  }

  override dumpPayload(value: unknown): string {
    return encodePayload(super.dumpPayload(value));
  }

  override loadPayload(payload: string): unknown {
    return super.loadPayload(decodePayload(payload));
  }
}

/**
 * A {@link TimedSerializer} whose tokens fit into URLs and cookies. It compresses them if that is
 * shorter. With the salt `"cookie-session"`, the derivation `"hmac"` and a
 * {@link TaggedJSONSerializer} it writes Flask's session cookie.
 *
 * ItsDangerous: `URLSafeTimedSerializer`.
 *
 * @example
 * ```ts
 * import { URLSafeTimedSerializer } from "dewar/itsdangerous";
 *
 * const tokens = new URLSafeTimedSerializer("secret-key", { salt: "activate" });
 * tokens.loads(tokens.dumps({ id: 7 }), { maxAge: 3600 }); // { id: 7 }
 * ```
 */
export class URLSafeTimedSerializer extends TimedSerializer {
  /**
   * @param secretKey - the secret, or a list of them, oldest to newest
   * @param options - see {@link TimedSerializerOptions}
   */
  constructor(secretKey: SecretKeys, options: TimedSerializerOptions = {}) {
    super(secretKey, { serializer: compactJSON, ...options });
  }

  override dumpPayload(value: unknown): string {
    return encodePayload(super.dumpPayload(value));
  }

  override loadPayload(payload: string): unknown {
    return super.loadPayload(decodePayload(payload));
  }
}
