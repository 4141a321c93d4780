/**
 * The digests that every runtime has. Flask and ItsDangerous sign with SHA-1 by default. `"md5"` and
 * `"sha224"` are for tokens of Python services that already use them.
 */
export type DigestMethod = "md5" | "sha1" | "sha224" | "sha256" | "sha384" | "sha512";

/** An HMAC whose key schedule is done; text is taken as UTF-8. */
export interface Hmac {
  bytes(message: string | Uint8Array): Uint8Array;
  base64url(message: string | Uint8Array): string;
}

/** The number of bytes in one block of the digest. HMAC pads its key to this size (RFC 2104). */
export const BLOCK_BYTES: Readonly<Record<DigestMethod, number>> = {
  md5: 64,
  sha1: 64,
  sha224: 64,
  sha256: 64,
  sha384: 128,
  sha512: 128,
};

/** Whether a name is one of the digests. */
export const isDigestMethod = (name: unknown): name is DigestMethod =>
  typeof name === "string" && Object.hasOwn(BLOCK_BYTES, name);
