// Keys and bytes as README.md encodes them; free of Node, for every runtime.

export type EncodedKey = string | { $type: "bytes"; hex: string };

/** A secret key as dewar takes it. */
export function key(encoded: EncodedKey): string | Uint8Array {
  return typeof encoded === "string" ? encoded : fromHex(encoded.hex);
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
