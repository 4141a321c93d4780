import { BadPayload, decodePayload } from "../itsdangerous/index.ts";
import { JSONDecodeError, TaggedJSONSerializer } from "../json/index.ts";
import { type Described, describe } from "./describe.ts";
import type { Parts } from "./parts.ts";

/** The content of a payload, and how it was packed. */
export interface Payload {
  readonly compressed: boolean;
  /** The JSON text as it was signed. */
  readonly text: string;
  readonly data: Described;
}

/** The reason why a payload cannot be read. */
export interface Unreadable {
  readonly problem: string;
}

export const serializer: TaggedJSONSerializer = new TaggedJSONSerializer();

/** Reads a payload from any source. */
export function readPayload({ shape, payload }: Parts): Payload | Unreadable {
  // Flask-Login signs the bare id.
  if (shape === "remember")
    return { compressed: false, text: payload, data: { type: "str", text: payload } };
  try {
    const text = decodePayload(payload);
    // The library's own reader has accepted the text, so the describer can read it.
    serializer.loads(text);
    return { compressed: payload.startsWith("."), text, data: describe(text) };
  } catch (error) {
    if (error instanceof BadPayload || error instanceof JSONDecodeError)
      return { problem: error.message };
    // A value that does not fit its tag, such as a UUID of 31 digits.
    if (error instanceof TypeError) return { problem: "a tag has a value of the wrong type" };
    throw error;
  }
}
