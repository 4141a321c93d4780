import {
  encodePayload,
  type SecretKey,
  Signer,
  TimestampSigner,
} from "../../itsdangerous/index.ts";
import { JSONDecodeError } from "../../json/index.ts";
import { describe, type Profile, type Scheme, serializer, signatureOf } from "../../token/index.ts";
import { formatJSON } from "./format-json.ts";
import type { Inspection } from "./inspection.ts";
import { isProfile } from "./verification.ts";

/** The text in the editor for a token: its JSON, or the bare text that was signed. */
export interface Editable {
  readonly kind: "JSON" | "text";
  readonly text: string;
}

const isSession = (scheme: Profile | Scheme): boolean => scheme.salt === "cookie-session";

export function editableOf({ parts, payload, looks }: Inspection): Editable {
  if (parts.shape === "remember" || "problem" in payload)
    return { kind: "text", text: parts.payload };
  const text = formatJSON(payload.data, { pretty: true, asFlask: isSession(looks) });
  return { kind: "JSON", text };
}

/** The reason why a text cannot be signed, for the person who wrote it. */
export class EditError extends Error {}

/** The payload for the text in the editor. */
function payloadOf({ kind, text }: Editable, scheme: Profile | Scheme): string {
  if (kind === "text") return text;
  try {
    serializer.loads(text);
  } catch (error) {
    if (!(error instanceof JSONDecodeError || error instanceof TypeError)) throw error;
    // JavaScript's own message names the position. It also quotes the text, which its author may see.
    const { message } =
      "originalError" in error && error.originalError instanceof Error
        ? error.originalError
        : error;
    throw new EditError(message);
  }
  const data = describe(text);
  if (isSession(scheme) && data.type !== "dict")
    throw new EditError("A session is an object: { … }.");
  return encodePayload(formatJSON(data, { pretty: false, asFlask: isSession(scheme) }));
}

/**
 * Signs the text of the editor, in the same way as the pasted token.
 *
 * @param at - when, in seconds since 1970
 * @throws {@link EditError} for a text that cannot be signed
 */
export function sign(
  editable: Editable,
  { parts }: Inspection,
  key: SecretKey,
  scheme: Profile | Scheme,
  at: number,
): string {
  const payload = payloadOf(editable, scheme);
  if (isProfile(scheme) && scheme.id === "remember-token")
    return `${payload}|${signatureOf(payload, key, scheme)}`;
  if (parts.shape === "signed") return new Signer(key, scheme).sign(payload);
  return new TimestampSigner(key, { ...scheme, clock: () => at * 1000 }).sign(payload);
}
