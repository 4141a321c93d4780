/** The digests every runtime here has. Flask and ItsDangerous sign with SHA-1 by default. */
export type DigestMethod = "sha1" | "sha256" | "sha384" | "sha512";

/** An HMAC whose key schedule is done; text is taken as UTF-8. */
export interface Hmac {
  bytes(message: string | Uint8Array): Uint8Array;
  base64url(message: string | Uint8Array): string;
}

/** Bytes in one block of the digest: what HMAC pads its key to (RFC 2104). */
export const BLOCK_BYTES: Readonly<Record<DigestMethod, number>> = {
  sha1: 64,
  sha256: 64,
  sha384: 128,
  sha512: 128,
};
