/**
 * A Python `uuid.UUID`. It is written as 32 hex digits under Flask's tag, and read as a UUID on both
 * sides.
 *
 * Flask: `flask.json.tag.TagUUID`.
 *
 * @example
 * ```ts
 * import { UUID } from "dewar";
 *
 * const id = new UUID(crypto.randomUUID());
 * id.toString(); // with dashes
 * ```
 */
export class UUID {
  /** The 32 lower-case hex digits, without dashes. */
  readonly hex: string;

  /**
   * @param text - 32 hex digits in any case, with or without dashes, braces or `urn:uuid:`
   * @throws {@link TypeError} for any other text
   */
  constructor(text: string) {
    const hex = text.replace(/^urn:uuid:/, "").replace(/^\{|\}$|-/g, "");
    if (!/^[0-9a-fA-F]{32}$/.test(hex))
      throw new TypeError("UUID expected 32 hex digits, with or without dashes; got other text.");
    this.hex = hex.toLowerCase();
  }

  /** The usual text with dashes: `12345678-1234-5678-1234-567812345678`. */
  toString(): string {
    return this.hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  /** The text with dashes, for JSON outside sessions. */
  toJSON(): string {
    return this.toString();
  }

  /** Whether the other value is an equal UUID. */
  equals(other: unknown): boolean {
    return isUUID(other) && other.hex === this.hex;
  }
}

// Outside the class: esbuild renames a class that mentions itself, and `console.log` shows the name.
const isUUID = (value: unknown): value is UUID => value instanceof UUID;
