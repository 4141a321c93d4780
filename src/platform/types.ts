/**
 * The digests that every runtime has. Flask and ItsDangerous sign with SHA-1 by default. `"md5"`
 * and `"sha224"` are for tokens that a Python service signs so already.
 */
export type DigestMethod = "md5" | "sha1" | "sha224" | "sha256" | "sha384" | "sha512";

/** An HMAC whose key schedule is done; text is taken as UTF-8. */
export interface Hmac {
  bytes(message: string | Uint8Array): Uint8Array;
  base64url(message: string | Uint8Array): string;
}

/** Bytes in one block of the digest: what HMAC pads its key to (RFC 2104). */
export const BLOCK_BYTES: Readonly<Record<DigestMethod, number>> = {
  md5: 64,
  sha1: 64,
  sha224: 64,
  sha256: 64,
  sha384: 128,
  sha512: 128,
};

/** Whether it is the name of one of the digests. */
export const isDigestMethod = (name: unknown): name is DigestMethod =>
  typeof name === "string" && Object.hasOwn(BLOCK_BYTES, name);
