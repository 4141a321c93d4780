import {
  encodePayload,
  type SecretKey,
  Signer,
  TimestampSigner,
} from "../../itsdangerous/index.ts";
import { JSONDecodeError } from "../../json/index.ts";
import { describe, type Profile, type Scheme, serializer, signatureOf } from "../../token/index.ts";
import type { Inspection } from "./inspection.ts";
import { isProfile } from "./verification.ts";
import { written } from "./written.ts";

/** What the editor shows of a token: its JSON, or the bare text that was signed. */
export interface Editable {
  readonly kind: "JSON" | "text";
  readonly text: string;
}

const isSession = (scheme: Profile | Scheme): boolean => scheme.salt === "cookie-session";

export function editableOf({ parts, payload, looks }: Inspection): Editable {
  if (parts.shape === "remember" || "problem" in payload)
    return { kind: "text", text: parts.payload };
  const text = written(payload.data, { pretty: true, asFlask: isSession(looks) });
  return { kind: "JSON", text };
}

/** What keeps a text from being signed, in words for the one who wrote it. */
export class EditError extends Error {}

/** The payload for the text in the editor. */
function payloadOf({ kind, text }: Editable, scheme: Profile | Scheme): string {
  if (kind === "text") return text;
  try {
    serializer.loads(text);
  } catch (error) {
    if (!(error instanceof JSONDecodeError || error instanceof TypeError)) throw error;
    // JavaScript's own message says where. It quotes the text, which whoever wrote it may see.
    const { message } =
      "originalError" in error && error.originalError instanceof Error
        ? error.originalError
        : error;
    throw new EditError(message);
  }
  const data = describe(text);
  if (isSession(scheme) && data.type !== "dict")
    throw new EditError("A session is an object: { … }.");
  return encodePayload(written(data, { pretty: false, asFlask: isSession(scheme) }));
}

/**
 * Signs what the editor holds, as the token that was pasted.
 *
 * @param at - when, in seconds since 1970
 * @throws {@link EditError} for text that is not what can be signed
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
