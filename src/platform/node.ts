// The native platform: Node, Bun and Deno. `portable.ts` has the same names and gives the same
// results in pure JavaScript; test/platform/same-results.test.ts proves it.
import { isUtf8 } from "node:buffer";
import { hash, randomBytes as nodeRandomBytes } from "node:crypto";
import { deflateSync, inflateSync } from "node:zlib";
import { unpaddedLength } from "./text.ts";
import { BLOCK_BYTES, type DigestMethod, type Hmac } from "./types.ts";

export { asciiOfBase64, constantTimeEqual } from "./text.ts";
export { type DigestMethod, type Hmac, isDigestMethod } from "./types.ts";

export function digest(method: DigestMethod, data: Uint8Array): Uint8Array {
  return hash(method, data, "buffer");
}

const BEYOND_ASCII = /[\u0080-\uffff]/;
const encoder = new TextEncoder();
// Browsers do not keep longer cookies.
const SCRATCH_BYTES = 4096;

// HMAC written out (RFC 2104): two one-shot digests over prepared pads take half the time of
// createHmac, which builds a key object for each call.
export function hmac(method: DigestMethod, key: Uint8Array): Hmac {
  const block = BLOCK_BYTES[method];
  const short = key.length > block ? digest(method, key) : key;
  const innerPad = Buffer.alloc(block, 0x36);
  const outer = Buffer.alloc(block + digest(method, short).length, 0x5c);
  for (let i = 0; i < short.length; i++) {
    innerPad[i] = (short[i] as number) ^ 0x36;
    outer[i] = (short[i] as number) ^ 0x5c;
  }
  // Everything here is synchronous, so one scratch buffer serves all messages of this key, and one view
  // of it serves all messages of the same length.
  const inner = Buffer.concat([innerPad, Buffer.alloc(SCRATCH_BYTES)]);
  const scratch = inner.subarray(block);
  const views: Buffer[] = [];
  const innerMessage = (message: string | Uint8Array): Buffer => {
    if (typeof message !== "string") return Buffer.concat([innerPad, message]);
    const { read, written } = encoder.encodeInto(message, scratch);
    if (read < message.length) return Buffer.concat([innerPad, encodeUtf8(message)]);
    views[written] ??= inner.subarray(0, block + written);
    return views[written];
  };
  const digestInner = (message: string | Uint8Array): void => {
    // By way of a text with one byte a character, which is cheaper than a Buffer for 20 bytes.
    const digest = hash(method, innerMessage(message), "binary");
    for (let i = 0; i < digest.length; i++) outer[block + i] = digest.charCodeAt(i);
  };
  return {
    bytes(message) {
      digestInner(message);
      return hash(method, outer, "buffer");
    },
    base64url(message) {
      digestInner(message);
      return hash(method, outer, "base64url");
    },
  };
}

/** The same bytes with Node's methods. */
function asBuffer(bytes: Uint8Array): Buffer {
  if (bytes instanceof Buffer) return bytes;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function encodeUtf8(text: string): Uint8Array {
  return Buffer.from(text, "utf8");
}

export function decodeUtf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? asBuffer(bytes).toString("utf8") : undefined;
}

export function encodeBase64(data: Uint8Array): string {
  return asBuffer(data).toString("base64");
}

export function encodeBase64url(data: string | Uint8Array): string {
  const bytes = typeof data === "string" ? Buffer.from(data, "utf8") : asBuffer(data);
  return bytes.toString("base64url");
}

export function decodeBase64(text: string): Uint8Array | undefined {
  const length = unpaddedLength(text);
  // Buffer looks at the lower byte of each character only, which may be a letter.
  if (length < 0 || BEYOND_ASCII.test(text)) return undefined;
  // It skips characters that are not base64. Then there are fewer bytes than the length requires.
  const bytes = Buffer.from(text, "base64");
  return bytes.length === (length * 3) >> 2 ? bytes : undefined;
}

export function randomBytes(length: number): Uint8Array {
  return nodeRandomBytes(length);
}

export function deflate(data: Uint8Array): Uint8Array {
  // A chunk for the whole result: the default would allocate 16 KiB for each call.
  return deflateSync(data, { chunkSize: data.length + 64 });
}

/** @throws an error if the stream is broken, is followed by more bytes, or inflates beyond the limit */
export function inflate(data: Uint8Array, limitBytes: number): Uint8Array {
  // `info` says how much was read, so that bytes after the end of the stream can be refused.
  const { buffer, engine } = inflateSync(data, {
    maxOutputLength: limitBytes,
    // JSON rarely inflates more than 8×; if it does, another chunk is allocated.
    chunkSize: Math.min(16_384, Math.max(64, data.length * 8)),
    info: true,
  }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
  if (engine.bytesWritten !== data.length)
    throw new RangeError("bytes after the end of the stream");
  return buffer;
}

export function warn(message: string, code: string): void {
  process.emitWarning(message, { type: "DewarWarning", code });
}
