// The portable platform: workerd, browsers, and other runtimes without a synchronous native digest. It
// has the same names and gives the same results as `node.ts`.
import { hmac as nobleHmac } from "@noble/hashes/hmac.js";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha224, sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { Unzlib, zlibSync } from "fflate";
import { base64urlOfBinary, binaryOfBase64 } from "./text.ts";
import type { DigestMethod, Hmac } from "./types.ts";

export { asciiOfBase64, constantTimeEqual } from "./text.ts";
export { type DigestMethod, type Hmac, isDigestMethod } from "./types.ts";

const DIGESTS = { md5, sha1, sha224, sha256, sha384, sha512 };
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function digest(method: DigestMethod, data: Uint8Array): Uint8Array {
  return DIGESTS[method](data);
}

export function hmac(method: DigestMethod, key: Uint8Array): Hmac {
  const keyed = nobleHmac.create(DIGESTS[method], key);
  const bytes = (message: string | Uint8Array): Uint8Array =>
    keyed
      .clone()
      .update(typeof message === "string" ? encoder.encode(message) : message)
      .digest();
  return { bytes, base64url: (message) => encodeBase64url(bytes(message)) };
}

export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function binaryOf(data: Uint8Array): string {
  let binary = "";
  for (const byte of data) binary += String.fromCharCode(byte);
  return binary;
}

export function encodeBase64(data: Uint8Array): string {
  return btoa(binaryOf(data));
}

export function encodeBase64url(data: string | Uint8Array): string {
  return base64urlOfBinary(binaryOf(typeof data === "string" ? encoder.encode(data) : data));
}

export function decodeBase64(text: string): Uint8Array | undefined {
  const binary = binaryOfBase64(text);
  if (binary === undefined) return undefined;
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export function randomBytes(length: number): Uint8Array {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}

export function deflate(data: Uint8Array): Uint8Array {
  return zlibSync(data, { level: 6 });
}

// Inflating multiplies the size by at most 1032, so small steps stop a bomb close to the limit.
const STEP_BYTES = 512;

/** @throws an error if the stream is broken, is followed by more bytes, or inflates beyond the limit */
export function inflate(data: Uint8Array, limitBytes: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream = new Unzlib((chunk) => {
    chunks.push(chunk);
    size += chunk.length;
  });
  for (let at = 0; at < data.length && size <= limitBytes; at += STEP_BYTES)
    stream.push(data.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= data.length);
  if (size > limitBytes) throw new RangeError(`more than ${limitBytes} bytes`);
  if (data.length < 6) throw new RangeError("unexpected end of the stream");
  const result = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    result.set(chunk, at);
    at += chunk.length;
  }
  // fflate does not check the check sum (RFC 1950 section 2.2).
  const sum = new DataView(data.buffer, data.byteOffset + data.length - 4).getUint32(0);
  if (adler32(result) !== sum) throw new RangeError("incorrect check sum");
  return result;
}

function adler32(data: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

export function warn(message: string, code: string): void {
  console.warn(`[${code}] ${message}`);
}
